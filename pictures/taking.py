"""Opening pages in Chromium as somebody, in a mode, and keeping what is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from accounts.models import User
from pictures.demo import Visit, visits
from pictures.webp import as_webp
from tests.harness.browser import chromium
from tests.harness.visiting import carry_session


@dataclass(frozen=True)
class Mode:
    """How a page is looked at; `name` ends the name of its file."""

    name: str = "vi"
    language: Literal["vi", "en"] = "vi"
    colours: Literal["light", "dark"] = "light"
    window: tuple[int, int] = (1280, 800)
    print: bool = False


# What comes as one scrolls there must have come when a picture is taken of all.
EAGER = """() => Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode().catch(() => {});
}))"""
PLAIN = Mode()
DARK = Mode("dark", colours="dark")
PHONE_WIDE = Mode("phone", window=(390, 844))
PRINTED = Mode("print", print=True)
ENGLISH = Mode("en", language="en")
# Ten pictures in other modes, by how the names of their pages begin.
OTHERS = (
    ("rates-secretary", ENGLISH),
    ("start-secretary", ENGLISH),
    ("start-focal_point", DARK),
    ("rates-secretary", DARK),
    ("tasks-in-progress-secretary", DARK),
    ("start-focal_point", PHONE_WIDE),
    ("tasks-in-progress-focal_point", PHONE_WIDE),
    ("rates-secretary", PHONE_WIDE),
    ("rates-secretary", PRINTED),
    ("meetings-meeting-secretary", PRINTED),
)

# What the README shows, by how its files are called.
README = {
    "rates": ("rates-secretary", PLAIN),
    "home": ("start-focal_point", PLAIN),
    "task": ("tasks-in-progress-focal_point", PLAIN),
    "review": ("review-secretary", PLAIN),
    "phone": ("start-focal_point", PHONE_WIDE),
    "dark": ("rates-secretary", DARK),
}


def take_readme(site: str, into: Path) -> int:
    """What the first window shows of six pages, small. How many were taken."""
    by_name = {visit.name: visit for visit in visits()}
    with chromium() as browser:
        for name, (page, mode) in README.items():
            with _opened(browser, site, by_name[page], mode) as opened:
                (into / f"{name}.webp").write_bytes(as_webp(browser, opened.screenshot()))
    return len(README)


def take_all(site: str, into: Path, only: str) -> int:
    """How many were taken. Prints each page that did not answer 200."""
    into.mkdir(parents=True, exist_ok=True)
    wanted = [visit for visit in visits() if only in visit.name]
    others = [(v, mode) for name, mode in OTHERS for v in wanted if v.name == name]
    with chromium() as browser:
        for visit, mode in [*((visit, PLAIN) for visit in wanted), *others]:
            _take(browser, site, visit, mode, into / f"{visit.name}.{mode.name}.png")
    return len(wanted) + len(others)


def _take(browser: Browser, site: str, visit: Visit, mode: Mode, file: Path) -> None:
    with _opened(browser, site, visit, mode) as page:
        if mode.print:
            page.pdf(
                path=file.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True
            )
            page.emulate_media(media="print")
        page.screenshot(path=file, full_page=True)


@contextmanager
def _opened(browser: Browser, site: str, visit: Visit, mode: Mode) -> Iterator[Page]:
    """The page in that mode, as its reader. Says so if it did not answer 200, or sent elsewhere."""
    width, height = mode.window
    context = browser.new_context(
        locale="vi-VN", color_scheme=mode.colours, viewport={"width": width, "height": height}
    )
    if visit.person is not None:
        User.objects.filter(pk=visit.person.pk).update(language=mode.language)
    carry_session(context, site, visit.person)
    page = context.new_page()
    answer = page.goto(f"{site}{visit.path}")
    if (
        answer is None
        or not answer.ok
        or page.url.split("?")[0] != f"{site}{visit.path}".split("?")[0]
    ):
        print(f"{answer and answer.status}: {visit.path}, {visit.person}, at {page.url}")
    page.evaluate(EAGER)
    yield page
    context.close()
