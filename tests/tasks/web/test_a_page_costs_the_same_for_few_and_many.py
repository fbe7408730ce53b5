"""A page's queries do not grow with what is on it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from tasks import domain
from tasks.queries.parts import named_parts
from tests import factories as make
from tests.harness.scene import Scene, scene
from tests.tracker.walking import address, browser_of
from tracker import clock

PAGES = [
    ("/", "focal_point"),
    ("/", "secretary"),
    ("/tasks/", "secretary"),
    ("/review/", "secretary"),
    ("/extensions/", "secretary"),
    ("/tasks/drafts/", "secretary"),
    ("/tasks/{in_progress}/", "secretary"),
    ("/tasks/{regular}/", "focal_point"),
    ("/tasks/{draft}/edit/", "secretary"),
    ("/clauses/{clause}/draft/", "secretary"),
    ("/instruments/", "secretary"),
    ("/instruments/{instrument}/", "secretary"),
]


@pytest.fixture
def world(db: None) -> Scene:
    return scene()


def test_queries_do_not_grow(world: Scene) -> None:
    _more(world)
    few = {page: _queries(world, *page) for page in PAGES}
    _more(world)
    many = {page: _queries(world, *page) for page in PAGES}
    assert many == few
    assert max(many.values()) <= 30


def _queries(world: Scene, template: str, reader: str) -> int:
    browser, path = browser_of(world, reader), address(template, world)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


def _more(world: Scene) -> None:
    """Another task in every list, and another of everything on the task that is looked at."""
    words = {"programme": world.programme, "lead": world.lead, "clause": world.clause}
    make.submitted(**words)
    make.draft(**words)
    make.draft(**words | {"clause": make.ClauseFactory.create()})
    make.person(Role.OFFICER, make.OrganisationFactory.create())
    asked = make.in_progress(**words)
    joined = domain.Part(make.ministry(), "Góp ý.")
    task = make.again(world.tasks["in_progress"])
    make.report(task)
    domain.edit_task(
        task,
        by=make.secretary_of(task),
        now=clock.now(),
        co_agencies=[
            *(domain.Part(one.organisation, one.part) for one in named_parts(task)),
            joined,
        ],
    )
    make.assigned(**words, deadline=None)
    domain.open_occurrences(now=clock.now())
    for each in (asked,):
        domain.ask_extension(
            each,
            by=make.focal_point_of(each),
            now=clock.now(),
            new_deadline=date(2026, 6, 30),
            reason="Cần thêm thời gian.",
        )
