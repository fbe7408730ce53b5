"""Word and PDF hold the beginning of a list and say so; the workbook reads on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.domain import packs
from reports.domain.packs import meeting_pack, pack
from reports.interfaces.pack import annex, lists
from reports.interfaces.pack.document import Table
from reports.queries.pack import beside, frozen, listed
from reports.rules.pack.contents import Pack
from tasks.models import Programme
from tests import factories as f
from tests.reports.meetings.made import frozen as freeze_one
from tests.reports.pack.reading import written
from tracker import clock

pytestmark = pytest.mark.django_db
MOST, ALL = 2, 4


@pytest.fixture
def monitored(monkeypatch: pytest.MonkeyPatch) -> Programme:
    """Four of each trouble, and two lines to a list."""
    for module in (beside, frozen, lists, listed, packs):
        monkeypatch.setattr(module, "MOST", MOST)
    programme = f.programme()
    words: dict[str, Any] = {"programme": programme, "clause": f.ClauseFactory.create()}
    words["lead"] = f.ministry()
    for number in range(ALL):
        late = {"title": f"Quá hạn {number}", "deadline": date(2025, 11, 18 + number % 2)}
        f.in_progress(**words | late)
        f.submit(f.in_progress(**words, title=f"Chờ {number}"))
    f.at("2025-11-20")
    return programme


def of_a_question(programme: Programme) -> Pack:
    return pack(now=clock.now(), title="Họp", as_of=clock.today(), programme=programme)


def of_a_meeting(programme: Programme) -> Pack:
    return meeting_pack(freeze_one(programme), now=clock.now())


@pytest.mark.parametrize("made", [of_a_question, of_a_meeting])
def test_each_file_says_what_it_holds(
    made: Callable[[Programme], Pack], monitored: Programme
) -> None:
    found = made(monitored)
    assert len(found.lists.overdue.first) == len(found.lists.reviews.first) == MOST
    files = written(found)
    assert f"Nhiệm vụ quá hạn ({ALL})" in files.word_text
    cut = f"{MOST} dòng đầu trong tổng số {ALL} dòng"
    assert cut in files.word_text
    assert cut in files.pdf_text
    for sheet in ("Quá hạn", "Hồ sơ chờ thẩm định"):
        rows = [row for row in files.sheet(sheet)[1:] if row[2]]
        assert len({row[0] for row in rows}) == ALL, sheet
    late = [row[5] for row in files.sheet("Quá hạn")[1:] if row[2]]
    assert late == sorted(late, reverse=True)
    assert sum(found.lists.ages.values()) == ALL


def test_what_is_not_shown_is_not_read(monitored: Programme) -> None:
    found = of_a_question(monitored)
    with CaptureQueriesContext(connection) as asked:
        first = list(annex.listed(table_of(found)))
    assert len(first) == MOST
    assert not asked
    with CaptureQueriesContext(connection) as asked:
        assert len(list(found.lists.overdue)) == ALL
    assert asked


def table_of(found: Pack) -> Table:
    rows = found.lists.overdue.made(lambda told: (told.task.code,))
    return Table("x", [], rows, rows.count, most=MOST)
