// The queue of reviews: what is chosen comes in beside it, and the keyboard does it all. Keys are
// switched off by their button (WCAG 2.1.4) and mean nothing while somebody is typing.
const OFF = "keys-off";
const wide = matchMedia("(min-width: 768px)");
const queue = () => document.getElementById("queue");
const rows = () => [...queue().querySelectorAll(".queue-row")];
const current = () => queue().querySelector(".queue-row[aria-current]");
const decision = (act) => queue().querySelector(`[data-decide] details[data-act="${act}"]`);
let coming;

function choose(row) {
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.focus();
  clearTimeout(coming); // whoever runs through the queue asks for the last one only
  coming = setTimeout(() => {
    htmx.ajax("GET", row.getAttribute("href"), { target: "#chosen", swap: "outerHTML" });
  }, 120);
}

function step(by) {
  const all = rows();
  const next = all[all.indexOf(current()) + by];
  if (next && wide.matches) choose(next);
  else if (next) location.assign(next.href);
}

function unfold(act) {
  const one = decision(act);
  if (!one) return false;
  one.open = true;
  one.scrollIntoView({ block: "nearest" });
  return one;
}

function accept() {
  const one = unfold("accept");
  if (one) one.querySelector("input[type=checkbox], button[type=submit]").focus();
  else decide("yes", "[name=deadline]");
}

function giveBack() {
  const one = unfold("return");
  if (one) one.querySelector("textarea").focus();
  else decide("no", "[name=reason]");
}

// A request for extension has one form for both.
function decide(answer, then) {
  const one = unfold("decide");
  if (!one) return;
  one.querySelector(`[name=granted][value=${answer}]`).checked = true;
  one.querySelector(then).focus();
}

function back() {
  for (const one of queue().querySelectorAll("[data-decide] details[open]")) one.open = false;
  if (wide.matches) current()?.focus();
  else document.getElementById("chosen").focus();
}

const KEYS = { j: () => step(1), k: () => step(-1), a: accept, r: giveBack };
const ARROWS = { ArrowDown: () => step(1), ArrowUp: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && event.target.closest("#queue, body")) return back();
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const act = event.target.closest(".queue-list") ? { ...KEYS, ...ARROWS }[event.key] : KEYS[event.key];
  const isArrow = event.key in ARROWS;
  if (!act || (!isArrow && localStorage.getItem(OFF))) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const row = event.target.closest(".queue-row");
  if (row && wide.matches && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    choose(row);
  }
  if (event.target.closest("[data-keys-switch]")) {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    showKeys();
  }
});

function showKeys() {
  const line = queue().querySelector("[data-keys]");
  if (!line) return;
  const button = line.querySelector("[data-keys-switch]");
  const off = localStorage.getItem(OFF) !== null;
  line.classList.add("keys-live");
  button.setAttribute("aria-pressed", String(!off));
  button.textContent = off ? button.dataset.off : button.dataset.on;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  // An answer that was overtaken by another choice is not shown.
  const { target, requestConfig } = event.detail;
  if (target.id === "chosen" && requestConfig.verb === "get") document.getElementById("queue-said").replaceChildren();
  if (target.id === "chosen" && requestConfig.verb === "get" && requestConfig.path !== current()?.getAttribute("href")) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (!["chosen", "queue"].includes(target.id)) return;
  const address = document.getElementById("chosen").dataset.address || queue().dataset.base;
  history.replaceState(null, "", address);
  if (target.id === "queue") arrived();
  else if (requestConfig.verb === "post") document.querySelector("#chosen .is-invalid, #chosen .alert")?.focus();
});

// After a decision the next one is there, and so is the focus.
function arrived() {
  showKeys();
  const row = wide.matches ? current() : null;
  (row ?? document.getElementById("chosen")).focus();
  row?.scrollIntoView({ block: "nearest" });
  document.getElementById("chosen-title")?.scrollIntoView({ block: "nearest" });
}

showKeys();
