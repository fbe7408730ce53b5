// Choosing by typing a part of a name, with or without diacritics. The fields name a datalist, which
// serves them where there is no JavaScript; here they get a list of their own that finds more.
{
  const MOST = 8;
  const lists = new Map();
  let box = null;
  let field = null;
  let at = -1;

  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

  function choicesOf(name) {
    if (!lists.has(name)) {
      const options = [...document.querySelectorAll(`datalist#${name} option`)];
      lists.set(name, options.map((one) => ({ value: one.value, folded: fold(`${one.value} ${one.text}`) })));
    }
    return lists.get(name);
  }

  function fitting() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const found = choicesOf(field.dataset.choose).filter((one) => words.every((word) => one.folded.includes(word)));
    // What begins so comes first, then what names it soonest, then the shortest.
    const place = (one) => one.folded.indexOf(words.join(" ")) >>> 0;
    return found.sort((a, b) => place(a) - place(b) || a.value.length - b.value.length).slice(0, MOST);
  }

  function close() {
    if (!box) return;
    box.remove();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
    box = null;
  }

  function mark(index) {
    at = index;
    [...box.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", box.children[at].id);
    box.children[at].scrollIntoView({ block: "nearest" });
  }

  function open() {
    close();
    const found = fitting();
    if (!found.length || (found.length === 1 && found[0].value === field.value)) return;
    box = document.createElement("ul");
    box.className = "choices";
    box.id = `${field.id}-choices`;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() ?? "");
    found.forEach((one, place) => {
      const option = document.createElement("li");
      option.id = `${box.id}-${place}`;
      option.setAttribute("role", "option");
      option.textContent = one.value;
      box.append(option);
    });
    field.after(box);
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", box.id);
    mark(0);
  }

  function take(option) {
    field.value = option.textContent;
    close();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  }

  document.addEventListener("focusin", (event) => {
    const entered = event.target;
    if (!entered.matches("input[data-choose][list]")) return;
    entered.dataset.choose = entered.getAttribute("list");
    entered.removeAttribute("list");
    entered.setAttribute("role", "combobox");
    entered.setAttribute("aria-autocomplete", "list");
    entered.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("input[data-choose]")) return;
    field = event.target;
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (!box || event.target !== field || event.isComposing) return;
    const last = box.children.length - 1;
    if (event.key === "ArrowDown") mark(at === last ? 0 : at + 1);
    else if (event.key === "ArrowUp") mark(at === 0 ? last : at - 1);
    else if (event.key === "Enter") take(box.children[at]);
    else if (event.key === "Tab") return take(box.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // Before the field loses the focus.
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".choices [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
}
