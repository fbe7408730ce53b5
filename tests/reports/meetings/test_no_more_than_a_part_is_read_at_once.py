"""A document of many parts is written, shown, compared and verified as one of a single part is."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Meeting, SnapshotPart
from reports.queries.meetings import document, frozen, parts, seen
from reports.queries.meetings.pictures import frozen_picture, picture_now
from reports.queries.meetings.seen import Following, Numbered, Sight
from reports.queries.meetings.since import since
from reports.queries.meetings.verifying import verify
from reports.rules.meetings.changes import Change
from reports.rules.meetings.passages import Passage
from reports.rules.meetings.wanted import Wanted
from tests import factories as f
from tests.factories import at
from tests.harness.api import as_
from tests.reports.meetings.made import frozen as freeze_one
from tests.reports.meetings.made import secretary, text_of, told
from tracker import clock

pytestmark = pytest.mark.shared
TASKS = 5


@pytest.fixture(scope="module")
def meeting(shared_database: None) -> Iterator[Meeting]:
    """Two lines to a part, five tasks."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (document, frozen, parts):
            patch.setattr(module, "EACH", 2)
        patch.setattr(seen, "MANY", 2)
        programme = f.programme()
        for _each in range(TASKS):
            f.assigned(programme=programme)
        yield freeze_one(programme)


def test_the_head_names_its_parts(meeting: Meeting) -> None:
    made = told(text_of(meeting))
    assert made["tasks"]["count"] == len(made["lines"]) == TASKS
    assert made["tasks"]["each"] == 2
    found = SnapshotPart.objects.filter(snapshot=meeting.pk).order_by("number")
    assert [bytes(part.digest).hex() for part in found] == made["tasks"]["parts"]
    assert [part.text.count("\n") for part in found] == [2, 2, 1]
    codes = [line["code"] for line in made["lines"]]
    assert codes == sorted(codes)


def test_it_verifies(meeting: Meeting) -> None:
    assert meeting.frozen
    found = verify(meeting.frozen)
    assert (found.holds, found.tasks, found.faults) == (True, TASKS, ())


def test_its_lines_are_read_part_by_part(meeting: Meeting) -> None:
    assert meeting.frozen
    lines = frozen_picture(meeting.frozen).lines
    with CaptureQueriesContext(connection) as asked:
        each = iter(lines)
        assert isinstance(each, Iterator)
        next(each)
        next(each)
    assert len(asked) == 1
    assert len(list(lines)) == len(list(lines)) == TASKS


def test_a_title_may_hold_any_separator_of_lines(meeting: Meeting) -> None:
    title = "một\u2028hai\x85ba\nbốn\x1cnăm"
    f.assigned(programme=meeting.programme, title=title)
    again = freeze_one(meeting.programme)
    assert title in [line["title"] for line in told(text_of(again))["lines"]]
    assert again.frozen
    assert verify(again.frozen).holds


def test_pages_of_what_has_changed(meeting: Meeting) -> None:
    """By number and by the code before them; those that somebody does not see take no place."""
    assert meeting.frozen
    at("2025-12-31")
    now = picture_now(meeting, day=clock.today())
    task = meeting.programme.tasks.order_by("code")[1]
    readers = {secretary(meeting.programme): TASKS, f.focal_point_of(task): 1}
    for reader, own in readers.items():
        sight: Sight[Passage] = Sight(reader, meeting, on=clock.today())
        wanted = Wanted(change=Change.NONE)
        pages = [Numbered(wanted, sight, size=2, page=number) for number in (0, 1, 2, 3, 9)]
        after = Following(wanted, sight, size=2)
        since(frozen_picture(meeting.frozen), now, *pages, after)
        last = 2 - own % 2
        sizes = [last, 2, 2, last, last] if own == TASKS else [1] * 5
        assert [len(page.page) for page in pages] == sizes
        assert {page.seen for page in pages} == {own}
        assert {page.hidden for page in pages} == {TASKS - own}
        assert after.page == pages[1].page
        assert after.next == (after.page[-1].line.code if own > 2 else None)


def test_the_api_hands_on_from_page_to_page(meeting: Meeting) -> None:
    at("2025-11-20")
    for _each in range(3):
        f.assigned(programme=meeting.programme)
    later = freeze_one(meeting.programme)
    client, path = as_(secretary(meeting.programme)), f"/api/v1/meetings/{later.pk}/changes/"
    codes, address = [], f"{path}?page_size=2"
    while address:
        answer = client.get(address).json()
        assert (answer["count"], answer["hidden"]) == (3, 0)
        codes += [task["code"] for task in answer["tasks"]]
        address = answer["next"]
    assert len(codes) == 3
    assert codes == sorted(codes)
    assert client.get(f"{path}?page_size=0").status_code == 400


def test_a_faults_list_is_cut_and_counted(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert meeting.frozen
    monkeypatch.setattr("reports.rules.meetings.verifying.MOST", 2)
    snapshot = Meeting.objects.get(pk=meeting.pk).frozen
    assert snapshot
    head = json.loads(snapshot.document)
    head["tasks"]["parts"] = ["00"] * 3
    snapshot.document = json.dumps(head)
    found = verify(snapshot)
    assert len(found.faults) == 2
    assert found.count > 3
