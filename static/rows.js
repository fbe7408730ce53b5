// Adds further rows to a form; without JavaScript the rows that are there can be saved first.
{
  const reveal = () => {
    for (const add of document.querySelectorAll("[data-rows-add]")) add.hidden = false;
  };
  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-rows-add]")?.closest("[data-rows]");
    if (!box) return;
    const total = box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
    const row = document.createElement("div");
    row.innerHTML = box.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    const added = row.firstElementChild;
    box.querySelector("[data-rows-list]").append(added);
    total.value = Number(total.value) + 1;
    added.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
  document.addEventListener("htmx:load", reveal);
  reveal();
}
