"""Ten days in which organisations move and merge, rolled up; and what history says of them."""

from datetime import date
from typing import Any

from accounts.enums import Block, Role
from reports.domain.rates import question_of
from reports.domain.roll_up import roll_up
from reports.queries.rates.counting import counts_by_slice
from reports.rules.counts import Counts
from reports.rules.report import Key
from tasks.enums import Knowledge
from tasks.models import Programme
from tests import factories as make
from tests.tasks import mergers
from tracker import clock

FIRST, LAST, MOVED = date(2025, 11, 17), date(2025, 11, 27), date(2025, 11, 24)


def moving_world() -> Programme:
    """A tree of three and one beside it; in ten days one moves within it and one merges."""
    one = make.programme(code="ONE")
    top = make.ministry(code="TOP")
    unit, other = make.ministry(code="UNIT", parent=top), make.ministry(code="OTHER")
    ended = make.ministry(code="ENDED", parent=top, block=Block.LOCALITIES)
    said: dict[str, Any] = {"programme": one, "clause": make.ClauseFactory.create()}
    for lead in (top, unit, other, ended):
        make.in_progress(**said, lead=lead, deadline=date(2025, 11, 19))
        make.assigned(**said, lead=lead)
    make.assigned(lead=unit)
    make.at("2025-11-19")
    make.completed(**said, lead=unit, deadline=date(2025, 12, 1))
    by = make.person(Role.SECRETARY, one.owner)
    mergers.plan(ended, other, on=date(2025, 11, 22), by=by)
    mergers.carry_out(date(2025, 11, 22))
    make.at(MOVED)
    make.placed(unit, parent=other, block=Block.LOCALITIES, from_day=date(2025, 11, 21))
    roll_up(now=make.at("2025-11-28"))
    return one


def from_history(day: date, **asked: Any) -> dict[Key, Counts]:
    """The figures of a past day as known then, counted from the events."""
    known: dict[str, Any] = {"now": clock.now(), "knowledge": Knowledge.KNOWN}
    return counts_by_slice(question_of(**known, as_of=day, **asked))
