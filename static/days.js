// A calendar for a field in which a day is typed as 15/11/2025: by its sign, or with Alt and ↓. It
// is the browser's own, so that nothing else has to be loaded; the day stays written as it is here.
{
  const SIGN = 36; // pixels at the end of the field, as wide as forms.css leaves for the sign
  const iso = (text) => {
    const read = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
    return read ? `${read[3]}-${read[2].padStart(2, "0")}-${read[1].padStart(2, "0")}` : "";
  };

  function choose(field) {
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "day-picker";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    picker.value = iso(field.value);
    picker.style.left = `${field.offsetLeft}px`;
    picker.style.top = `${field.offsetTop + field.offsetHeight}px`;
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      field.value = picker.value.split("-").reverse().join("/");
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    });
    for (const old of document.querySelectorAll(".day-picker")) old.remove();
    field.after(picker);
    picker.showPicker?.();
  }

  const onSign = (event) => event.target.getBoundingClientRect().right - event.clientX < SIGN;
  const isDay = (target) => target.matches?.("input[data-day]") && !target.readOnly;
  document.addEventListener("click", (event) => {
    if (isDay(event.target) && onSign(event)) choose(event.target);
  });
  document.addEventListener("mousemove", (event) => {
    if (isDay(event.target)) event.target.classList.toggle("on-sign", onSign(event));
  });
  document.addEventListener("keydown", (event) => {
    if (!isDay(event.target) || !event.altKey || event.key !== "ArrowDown") return;
    event.preventDefault();
    choose(event.target);
  });
}
