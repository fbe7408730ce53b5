"""What was known at the end of a finished day is kept, and is what history says."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Organisation
from reports.domain.rates import question_of, rates
from reports.enums import Slice
from reports.models import DailyRollUp
from reports.queries.rates.rolled import is_rolled, rolled
from reports.rules.counts import Counts
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tasks.models import Instrument, Programme
from tests.reports.rates.moving import FIRST, LAST, from_history, moving_world
from tracker import clock

pytestmark = pytest.mark.shared
CODES = "TOP", "UNIT", "OTHER", "ENDED"
SLICES = None, Slice.ORGANISATION, Slice.BLOCK, Slice.PROGRAMME
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
# Something begins to be so, or to be known, on each of these; and the last.
TELLING = [day for day in DAYS if day.day in (17, 19, 20, 21, 22, 24, 27)]


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return moving_world()


def asked_by(**words: Any) -> Any:
    asked: dict[str, Any] = {"as_of": LAST, "knowledge": Knowledge.KNOWN} | words
    return question_of(now=clock.now(), **asked)


def only(**counted: int) -> dict[str, int]:
    """A row of a roll-up in which nothing else is counted."""
    return dict.fromkeys(Counts.__slots__, 0) | counted | {"total": sum(counted.values())}


def narrowed(programme: Programme) -> list[dict[str, Any]]:
    of: dict[str, Any] = {"programme": programme}
    found: list[dict[str, Any]] = [{}, {"subtree": True}, of, {"within": frozenset({programme.pk})}]
    for top in Organisation.objects.filter(code__in=CODES):
        alone = {"organisation": top}
        found += [alone, alone | of, alone | {"subtree": True}, alone | of | {"subtree": True}]
    return found


@pytest.mark.parametrize("by", SLICES)
def test_it_says_what_history_says(programme: Programme, by: Slice | None) -> None:
    """Narrowed down in every way on each telling day, each time by one of the slices."""
    ways = narrowed(programme)
    for number, day in enumerate(TELLING, start=SLICES.index(by)):
        for words in [way for n, way in enumerate(ways, number) if n % len(SLICES) == 0]:
            check(day, by, words)


@pytest.mark.prove
@pytest.mark.parametrize("by", SLICES)
def test_it_says_so_of_every_day(programme: Programme, by: Slice | None) -> None:
    for day in DAYS:
        for words in narrowed(programme):
            check(day, by, words)


def check(day: date, by: Slice | None, words: dict[str, Any]) -> None:
    question = asked_by(by=by, as_of=day, **words)
    assert is_rolled(question)
    assert (rolled(question) or {}) == from_history(day, by=by, **words), (day, words)


def test_it_is_read_instead_of_history(programme: Programme) -> None:
    asked: dict[str, Any] = {"now": clock.now(), "as_of": LAST, "knowledge": Knowledge.KNOWN}
    before = rates(**asked).totals.total
    DailyRollUp.objects.create(
        organisation=programme.owner, programme=programme, day=LAST, **only(overdue=5)
    )
    assert rates(**asked).totals.total == before + 5


@pytest.mark.parametrize(
    "words",
    [
        {"as_of": date(2025, 11, 28)},
        {"knowledge": Knowledge.HAPPENED},
        {"deadline": DeadlineBasis.FIRST},
        {"organised": Organised.NOW},
        {"participation": Participation.JOINED},
        {"by": Slice.QUARTER},
        {"only": {Slice.QUARTER: "2025-Q4"}},
    ],
    ids=lambda words: next(iter(words)),
)
def test_what_it_does_not_know_is_counted(programme: Programme, words: dict[str, Any]) -> None:
    assert not is_rolled(asked_by(**words))
    assert not is_rolled(asked_by(instrument=Instrument.objects.first()))


def test_a_day_not_counted_yet_is_counted_from_history(programme: Programme) -> None:
    before = FIRST - timedelta(days=1)
    assert rolled(asked_by(as_of=before)) is None
    report = rates(now=clock.now(), as_of=before, knowledge=Knowledge.KNOWN)
    assert report.totals.total == 0
