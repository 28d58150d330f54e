// Searches the written list of models until the app has started and shows its own, with the words that are in the address.
const rows = [...document.querySelectorAll("#app tbody tr")].filter(row => row.querySelector('a[href^="models/"]'));
if (rows.length > 0) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  label.textContent = "Search ";
  field.type = "search";
  label.append(field);
  document.querySelector("#app h1").after(label);

  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
    }
  };
  const address = new URL(location.href);
  field.value = address.searchParams.get("q") ?? "";
  field.addEventListener("input", () => {
    address.searchParams.set("q", field.value);
    if (field.value === "") {
      address.searchParams.delete("q");
    }
    history.replaceState(history.state, "", address);
    show();
  });
  show();

  // Whoever is typing goes on in the field of the app.
  let isTyping = false;
  document.addEventListener("focusin", event => isTyping = field.isConnected ? event.target === field : isTyping);
  const observer = new MutationObserver(() => {
    const other = document.querySelector("#app .mud-layout input[type=text]");
    if (other && isTyping) {
      other.focus();
    }
    if (other) {
      observer.disconnect();
    }
  });
  observer.observe(document.getElementById("app"), { childList: true, subtree: true });
}
