// Starts the app. The start occupies a slow machine for seconds, so that a list that can be read and searched without the app
// starts it only when the reader pauses. All other pages need the app at once.
import { isListEnough } from "./search.js";

const pause = 2000;
const activities = ["keydown", "pointerdown", "wheel", "scroll"];
let timer;

const reloadLink = () => {
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Try again";
  return link;
};

const start = () => {
  activities.forEach(name => removeEventListener(name, wait));
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.textContent = " · Loading filters, prices and forms…";
  document.querySelector("#app .document p, #app .loading").append(status);
  const fail = () => status.replaceChildren(" · This page could not be loaded completely. ", reloadLink());
  const files = document.getElementById("app-files").content.cloneNode(true);
  files.querySelectorAll("script").forEach(script => {
    script.async = false;
    script.addEventListener("error", fail);
  });
  addEventListener("unhandledrejection", fail);   // a file that the scripts load
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
