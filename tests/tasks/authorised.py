"""Changing the course of tasks as their secretary, with a reason and an instrument."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tasks import domain
from tasks.enums import Fate
from tasks.models import Clause, Instrument, Task
from tests.factories import (
    ClauseFactory,
    InstrumentFactory,
    assigned,
    grounds,
    halves,
    ministry,
    secretary_of,
)
from tracker import clock


def who(task: Task) -> dict[str, Any]:
    return {"by": secretary_of(task), "now": clock.now()}


def withdraw(task: Task, **words: Any) -> Task:
    return domain.withdraw(task, **who(task), **grounds() | words)


def suspend(task: Task, **words: Any) -> Task:
    return domain.suspend(task, **who(task), **grounds() | words)


def end(task: Task, **words: Any) -> Task:
    return domain.end(task, **who(task), **grounds() | words)


def reassign(task: Task, **words: Any) -> Task:
    """To a new ministry unless told."""
    words = {"lead": words.get("lead") or ministry(), **words}
    return domain.reassign(task, **who(task), **grounds() | words)


def split(task: Task, **words: Any) -> list[Task]:
    """Into two halves unless told."""
    words = {"parts": words.get("parts") or halves(task), **words}
    return domain.split(task, **who(task), **grounds() | words)


def merge(task: Task, **words: Any) -> Task:
    """Into another task of the same lead, assigned for this, unless told."""
    into = words.get("into") or assigned(programme=task.programme, lead=task.lead)
    return domain.merge(task, **who(task), **grounds() | words | {"into": into})


def discard(task: Task, **words: Any) -> Task:
    return domain.discard(task, **who(task), **{"reason": "Nhập nhầm."} | words)


def newer(old: Instrument, *numbers: str) -> Instrument:
    """An instrument issued a day after `old`, with clauses of these numbers, or one."""
    made: Instrument = InstrumentFactory.create(issued_on=old.issued_on + timedelta(days=1))
    for number in numbers or ("1",):
        ClauseFactory.create(instrument=made, number=number)
    return made


def clause_of(instrument: Instrument) -> Clause:
    found = instrument.clauses.first()
    assert found is not None
    return found


def verdict(task: Task, fate: Fate = Fate.CONTINUE, **words: Any) -> domain.Verdict:
    return domain.Verdict(task, fate, words.pop("seen", task.revision), **words)


def supersede(
    verdicts: Sequence[domain.Verdict],
    *,
    by_what: Instrument | None = None,
    old: Instrument | None = None,
    on: date | None = None,
    **words: Any,
) -> Instrument:
    """The instrument of the first task, unless told, is superseded by a newer one."""
    task = verdicts[0].task
    old = old or task.clause.instrument
    by_what = by_what or newer(old)
    words = {"reason": "Thay thế văn bản cũ.", **who(task), **words}
    return domain.supersede(by_what, supersedes=old, verdicts=verdicts, on=on, **words)
