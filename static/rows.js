// Adds further rows to a form; without JavaScript the rows that are there can be saved first.
for (const box of document.querySelectorAll("[data-rows]")) {
  const total = box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
  const add = box.querySelector("[data-rows-add]");
  const blank = box.querySelector("template");
  add.hidden = false;
  add.addEventListener("click", () => {
    const row = document.createElement("div");
    row.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
    const added = row.firstElementChild;
    box.querySelector("[data-rows-list]").append(added);
    total.value = Number(total.value) + 1;
    added.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}
