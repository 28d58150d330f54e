// Starts the app. The start occupies a slow machine for seconds, so that a list that can be read and searched without the app
// starts it only when the reader pauses. All other pages need the app at once.
import { isListEnough } from "./search.js";

const pause = 2000;
const activities = ["keydown", "pointerdown", "wheel", "scroll"];
let timer;

const start = () => {
  activities.forEach(name => removeEventListener(name, wait));
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.textContent = " · Loading filters, prices and forms…";
  document.querySelector("#app .document p")?.append(status);
  const files = document.getElementById("app-files").content.cloneNode(true);
  files.querySelectorAll("script").forEach(script => script.async = false);
  document.body.append(files);
};

// The app shows its list from the top: a reader who is further down keeps the written one.
const isReading = () => scrollY > 0 || document.activeElement.closest("#app a") !== null;

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(() => isReading() || start(), pause);
};

if (isListEnough) {
  activities.forEach(name => addEventListener(name, wait, { passive: true }));
  wait();
} else {
  start();
}
