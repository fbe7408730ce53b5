// What somebody has written in a form survives a lost network, a closed window and an expired
// session: it lies in this browser until the form has gone through, or the reader drops it.
const PREFIX = "draft:";
const SENT = "draft-sent";
const keyOf = (form) => PREFIX + form.dataset.draft;
const fields = (form) =>
  [...form.elements].filter(
    (field) => field.name && !["hidden", "file", "submit"].includes(field.type) && !field.closest("[data-held]"),
  );
const note = (form, name, shown) => {
  const place = form.querySelector(`[data-draft-${name}]`);
  if (place) place.hidden = !shown;
};

function keep(form) {
  const words = fields(form).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
  localStorage.setItem(keyOf(form), JSON.stringify(words));
}

function restore(form) {
  const kept = localStorage.getItem(keyOf(form));
  if (!kept || form.dataset.draftShown) return;
  form.dataset.draftShown = "yes";
  let changed = false;
  for (const [name, value] of JSON.parse(kept)) {
    const field = form.elements[name];
    if (!field || field.length !== undefined && field.tagName !== "SELECT") continue;
    const now = field.type === "checkbox" ? field.checked : field.value;
    if (now === value) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    changed = true;
  }
  note(form, "kept", changed);
}

function forget(form) {
  drop(form.dataset.draft);
}

// The files received already lie beside the words.
function drop(draft) {
  for (const key of [PREFIX + draft, `${PREFIX}${draft}:files`]) localStorage.removeItem(key);
}

function forgetSent() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  // The form went out and another page came back: it has gone through.
  if (sent && !document.querySelector(`form[data-draft="${CSS.escape(sent)}"]`)) {
    drop(sent);
  }
}

function restoreIn(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) restore(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form) keep(form);
});
document.addEventListener("submit", (event) => {
  // Whoever signs out leaves nothing behind for the next one at this computer.
  if (event.target.matches("form[action$='/sign-out/']")) {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  }
  const form = event.target.closest("form[data-draft]");
  if (form && !form.hasAttribute("hx-post")) sessionStorage.setItem(SENT, form.dataset.draft);
});
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-draft-drop]")) return;
  const form = event.target.closest("form");
  forget(form);
  form.reset();
  note(form, "kept", false);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (form?.dataset?.draft && event.detail.xhr.status === 200) forget(form);
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.target.matches("form[data-draft]")) note(event.target, "offline", true);
});
document.addEventListener("htmx:load", (event) => restoreIn(event.detail.elt.parentElement ?? document));
document.addEventListener("DOMContentLoaded", () => {
  forgetSent();
  restoreIn(document);
});
