// Searches the written list of models until the app has started and shows its own, with the words that are in the address.
const rows = [...document.querySelectorAll("#app tr[data-text]")];

// Only the app filters and sorts, so that only words can be in the address of a list that is shown without it.
const address = new URL(location.href);
export const isListEnough = rows.length > 0 && [...address.searchParams.keys()].every(key => key === "q");

if (rows.length > 0) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  const result = document.createElement("p");
  label.textContent = "Search ";
  field.type = "search";
  label.append(field);
  result.setAttribute("role", "status");
  document.querySelector("#app h1").after(label, result);

  // The rule of ModelSearch: the text of a model contains all words.
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      row.hidden = !words.every(word => row.dataset.text.includes(word));
    }
    result.textContent = rows.every(row => row.hidden) ? "No model matches. Change the words." : "";
  };
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
