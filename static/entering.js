// Entering an instrument by keyboard. Without this script the buttons do the same.
{
  const sends = "textarea[data-enter-sends]";

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !field.matches(sends)) return;
    event.preventDefault();
    const next = document.querySelector("#new-clause input:not([type=hidden])");
    const done = field.dataset.enterSends === "title" && field.form.dataset.entry === "new" && !field.value.trim();
    if (done && next) next.focus();
    else field.form.requestSubmit();
  });

  const untouched = (form) =>
    [...form.elements].every((field) => field.type === "hidden" || field.value === field.defaultValue || field.tagName === "SELECT" || field.tagName === "BUTTON");

  // One empty form at a time.
  document.addEventListener("htmx:load", (event) => {
    const added = event.detail.elt;
    const form = added.matches?.("form[data-entry=new]") ? added : added.querySelector?.("form[data-entry=new]");
    if (!form) return;
    for (const other of document.querySelectorAll("form[data-entry=new]")) {
      if (other !== form && untouched(other)) other.remove();
    }
    form.querySelector("[autofocus]")?.focus();
  });
}
