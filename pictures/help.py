"""The pictures in the help: a part of a page each, in both languages, as small as they can be.

Nothing is changed in the demo but the language of those whose pages are shown, which is given back.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from playwright.sync_api import Browser, FloatRect, Locator, Page

from accounts.models import Organisation, User
from pictures.demo import Named, address, named
from pictures.webp import as_webp
from tasks.models import Extension, Task
from tests.harness.browser import chromium
from tests.harness.visiting import carry_session
from tracker import clock

INTO = Path(__file__).parents[1] / "static" / "help"
WIDE, EDGE, LEAST = 800, 8, 60
Act = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """A part of the page at `path`, as `who` (a user name of the demo) sees it.

    `what` is the part to show, its upper `high` pixels (from an h1 on, so many of the page); the
    page is made ready by `act`.
    """

    name: str
    who: str
    path: str
    what: str = "h1"
    high: int = 380
    act: Act | None = None


def press(found: Locator) -> None:
    """Mark what a reader is told to press."""
    found.evaluate("e => { e.style.outline = '3px solid var(--gold-line)'; }")


def _report(page: Page) -> None:
    page.locator("main li summary", has_text=_("Report progress")).first.click()
    form = page.locator("main li form").first
    form.locator("[name=percent], [name=count]").first.fill("70")
    press(form.locator("button[type=submit]"))


def _pressing(label: str) -> Act:
    """Mark the first button or link that is called so."""

    def act(page: Page) -> None:
        named = page.locator("main").locator("button, a.btn", has_text=_(label))
        if named.count():
            press(named.first)

    return act


def _unfold(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")


SHOTS = (
    Shot("focal-home", "most.focal", "/"),
    Shot("focal-report", "most.focal", "/", "li:has(> details[open])", 460, _report),
    Shot(
        *("focal-submit", "most.focal", "/tasks/{in_progress}/submit/", "main form", 700),
        _pressing("Submit as completed"),
    ),
    Shot(
        *("focal-extension", "most.focal", "/tasks/{in_progress}/ask-extension/", "main form"),
        act=_pressing("Ask for an extension"),
    ),
    Shot(
        *("focal-part", "mof.focal", "/tasks/{joined}/"),
        high=330,
        act=_pressing("Report on our part"),
    ),
    Shot("officer-task", "most.officer1", "/tasks/{in_progress}/", high=400),
    Shot("officer-deputy", "most.officer1", "/", high=260),
    Shot("head-home", "most.head", "/", high=260),
    Shot("head-organisation", "most.head", "/organisations/MOST/", high=440),
    Shot("head-decide", "most.head", "/tasks/{to_decide}/decide-extension/", "main .panel", 440),
    Shot("head-deputies", "most.head", "/deputies/", high=440),
    Shot("secretary-home", "secretary", "/", high=420),
    Shot("secretary-instrument", "secretary", "/instruments/new/", high=460),
    Shot("secretary-review", "secretary", "/review/", high=380, act=_pressing("Accept")),
    Shot("secretary-rates", "secretary", "/rates/", high=440),
    Shot("secretary-meeting", "secretary", "/meetings/{meeting}/", high=380),
    Shot("auditor-rates", "auditor", "/rates/", "main form.ask", 320, _unfold),
    Shot(
        "auditor-history",
        "auditor",
        "/tasks/{in_progress}/",
        "#history",
        400,
        _unfold,
    ),
    Shot("auditor-proof", "auditor", "/meetings/{meeting}/", "section:has(#proof)", 340),
    Shot("admin-people", "admin", "/administration/people/", high=340),
    Shot("admin-ladder", "admin", "/ladders/{programme}/", high=400),
    Shot("admin-merger", "admin", "/mergers/", high=440),
    Shot("admin-delivery", "admin", "/delivery/", high=400),
)


def take_help(site: str, only: str) -> int:
    """Takes those with `only` in their name, writes down their sizes; how many."""
    found, shots = named() | _shown(), [shot for shot in SHOTS if only in shot.name]
    written = INTO / "pictures.json"
    sizes = json.loads(written.read_text())["sizes"] if only else {}
    with chromium() as browser:
        for language in ("vi", "en"):
            with override(language):
                for shot in shots:
                    name = f"{shot.name}.{language}"
                    sizes[name] = _taken(browser, site, shot, found, INTO / f"{name}.webp")
    said = {"day": clock.today().isoformat(), "sizes": dict(sorted(sizes.items()))}
    written.write_text(json.dumps(said, indent=1) + "\n")
    return 2 * len(shots)


def _shown() -> Named:
    """What of the demo only the help shows."""
    tasks = Task.objects.filter(is_group=False).order_by("pk")
    ministry = Organisation.objects.get(code="MOF")
    asked = Extension.objects.filter(outcome="pending", task__authority__code="MOST")
    waits = asked.exclude(task__lead__code="MOST").order_by("pk").first()
    return {
        "joined": tasks.filter(joined__contains=[ministry.pk], status="in_progress").first(),
        "to_decide": waits and waits.task,
    }


def _taken(browser: Browser, site: str, shot: Shot, found: Named, file: Path) -> tuple[int, int]:
    """Width and height of the picture."""
    with _opened(browser, site, shot, found) as page:
        if shot.act is not None:
            shot.act(page)
        page.wait_for_load_state("networkidle")
        box = page.locator(shot.what).first.bounding_box()
        tall = shot.high if shot.what == "h1" else box["height"] if box else 0
        if box is None or tall < LEAST:
            raise LookupError(f"{shot.name}: nothing to see of {shot.what} on {page.url}")
        clip = _clip(box["y"], tall, shot.high)
        picture = page.screenshot(full_page=True, clip=clip)
        file.write_bytes(as_webp(browser, picture))
        return int(clip["width"]), int(clip["height"])


def _clip(top: float, height: float, high: int) -> FloatRect:
    """From edge to edge of the window, so that all pictures are equally wide."""
    return {
        "x": 0,
        "y": max(0, int(top) - EDGE),
        "width": WIDE,
        "height": min(high, int(height) + 2 * EDGE),
    }


@contextmanager
def _opened(browser: Browser, site: str, shot: Shot, found: Named) -> Iterator[Page]:
    language = get_language()
    person = User.objects.get(username=shot.who)
    context = browser.new_context(
        locale=language, color_scheme="light", viewport={"width": WIDE, "height": 900}
    )
    before = person.language
    User.objects.filter(pk=person.pk).update(language=language)
    try:
        carry_session(context, site, person)
        page = context.new_page()
        answer = page.goto(f"{site}{address(shot.path, found)}")
        if answer is None or not answer.ok:
            print(f"{answer and answer.status}: {shot.name}, {page.url}")
        yield page
    finally:
        User.objects.filter(pk=person.pk).update(language=before)
        context.close()
