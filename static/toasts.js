// A notice in the corner goes when its reader closes it; the focus goes back to the page.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-toast-close]");
  if (!button) return;
  button.closest(".toast-note").remove();
  document.getElementById("content").focus({ preventScroll: true });
});
