// Menus close as readers expect: by Escape, and when one goes on elsewhere. Without this script
// they close by their own button.
{
  const opened = () => document.querySelectorAll("details.drop[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
    });
  }
}
