// "/" leads to the search box from wherever nobody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem("keys-off")) return; // switched off where the keys are listed: review.js
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const box = document.getElementById("search");
  if (box) box.select();
  else document.querySelector("a.to-search").click();
});
