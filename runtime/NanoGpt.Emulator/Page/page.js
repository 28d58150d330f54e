// Renews the sections that have changed, unless one of their videos plays or has the focus.
const latest = new Map();

async function renew() {
  try {
    const response = await fetch("/", { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const section of page.querySelectorAll("section")) {
      const shown = document.getElementById(section.id);
      const isBusy = shown.contains(document.activeElement) && document.activeElement !== document.body
        || [...shown.querySelectorAll("video")].some(video => !video.paused);
      if (latest.get(section.id) !== section.innerHTML && !isBusy) {
        const isOpen = shown.querySelector("details")?.open;
        shown.replaceChildren(...section.childNodes);
        if (isOpen) shown.querySelector("details").open = true;
        latest.set(section.id, shown.innerHTML);
      }
    }
  } catch {
    // The emulator has stopped; the page shows the last state.
  }
  setTimeout(renew, 1500);
}

for (const section of document.querySelectorAll("section")) latest.set(section.id, section.innerHTML);
setTimeout(renew, 1500);
