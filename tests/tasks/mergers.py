"""Mergers for tests: planned by a secretary of the one programme there is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.enums import Role
from accounts.models import Organisation
from tasks import domain
from tasks.models import Merger, Programme, Task
from tests import factories as make
from tests.factories import ClauseFactory, InstrumentFactory, ministry, person, programme
from tracker import clock

ON = date(2025, 12, 1)


def shared(**words: Any) -> dict[str, Any]:
    """What tasks of one programme have in common; `lead` is a ministry of their own."""
    return {"programme": programme(), "clause": ClauseFactory.create(), "lead": ministry()} | words


def plan(
    predecessor: Organisation,
    successor: Organisation,
    on: date = ON,
    elsewhere: Mapping[Task, Organisation] | None = None,
    **words: Any,
) -> Merger:
    return domain.plan_merger(
        by=words.pop("by", None) or person(Role.SECRETARY, Programme.objects.get().owner),
        now=clock.now(),
        predecessor=predecessor,
        successor=successor,
        on=on,
        instrument=words.pop("instrument", None) or InstrumentFactory.create(),
        elsewhere=elsewhere or {},
        **{"reason": "Sắp xếp tổ chức bộ máy."} | words,
    )


def carry_out(day: date | str | None = None) -> int:
    """On `day`, if one is given, at nine in the morning."""
    if day is not None:
        make.at(day)
    return domain.carry_out_mergers(now=clock.now())
