"""What must hold of every page, looked at in a browser. Each check says what is wrong, if anything.

Pages are opened at 1280 pixels; `widths` changes the window.
"""

from collections.abc import Callable, Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (2560, 1280, 320)
# Kept from the first moment on: what has moved without the reader doing anything, more than a
# page may while it is still being read on a busy machine (0.1 is where Web Vitals call it bad).
WATCH = """
    window.moved = [];
    const named = (shift) => shift.sources.map(({ node }) => (node?.outerHTML ?? "").slice(0, 90));
    new PerformanceObserver((list) => {
      const shifts = list.getEntries().filter((s) => !s.hadRecentInput && s.value > 0.001);
      window.moved.push(...shifts.map((shift) => `${shift.value}: ${named(shift).join(" | ")}`));
    }).observe({ type: "layout-shift", buffered: true });
"""
STRUCTURE = """() => ({
    language: document.documentElement.lang,
    title: document.title.split(" · ")[0].trim(),
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    first: document.querySelector("a")?.getAttribute("href"),
})"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
    .filter((part) => !part.closest(".table-responsive, .trend-box, pre"))
    .slice(0, 3).map((part) => part.outerHTML.slice(0, 120))"""
Check = Callable[[Page, str], Iterator[str]]


def faults(page: Page, language: str, checks: tuple[Check, ...]) -> list[str]:
    """What all of `checks` say of the page that is open."""
    return [fault for check in checks for fault in check(page, language)]


def axe(page: Page, language: str) -> Iterator[str]:
    """Faults against WCAG 2.2 AA, as axe finds them."""
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    for violation in found.response["violations"]:
        for node in violation["nodes"][:3]:
            yield f"{violation['id']}: {node['html'][:150]} {_why(node)}"


def _why(node: dict[str, Any]) -> str:
    data = next((each.get("data") for each in node["any"]), None) or {}
    return str({k: data[k] for k in ("fgColor", "bgColor", "contrastRatio") if k in data} or "")


def structure(page: Page, language: str) -> Iterator[str]:
    """One h1, one main, a title of its own, the language, and first of all a way past the menu."""
    found = page.evaluate(STRUCTURE)
    wanted = {"language": language, "headings": 1, "mains": 1, "first": "#content"}
    for name, value in wanted.items():
        if found[name] != value:
            yield f"{name}: {found[name]}, not {value}"
    if not found["title"]:
        yield "no title"


def stillness(page: Page, language: str) -> Iterator[str]:
    """Nothing moves while the page comes."""
    for moved in page.evaluate("window.moved ?? []"):
        yield f"layout shift of {moved}"


def widths(page: Page, language: str) -> Iterator[str]:
    """The page never scrolls sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{needed} wide at {width}: {page.evaluate(TOO_WIDE)}"


ALL: tuple[Check, ...] = (structure, stillness, axe, widths)
