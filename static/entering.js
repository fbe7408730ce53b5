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

  // What is entered next has the focus, and with it the reader; loaded anew it is there again.
  document.addEventListener("htmx:load", (event) => {
    const part = event.detail.elt;
    const field = part.id === "entering" ? part.querySelector("form[data-entry=new] [autofocus]") : null;
    if (!field) return;
    history.replaceState(null, "", part.dataset.address);
    field.closest(".entry-clause").scrollIntoView({ block: "start", behavior: "instant" });
    field.focus({ preventScroll: true });
  });
}
