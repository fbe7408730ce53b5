"""Each calendar period from the assignment on, once; none while suspended or after the end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tasks import domain
from tasks.enums import Rhythm
from tasks.models import Occurrence, Task
from tests.factories import (
    InstrumentFactory,
    again,
    assign,
    assigned,
    at,
    draft,
    group,
    in_progress,
    secretary_of,
)
from tracker import clock

pytestmark = pytest.mark.django_db


def opened() -> list[tuple[str, str]]:
    """Opens what is missing: first and last day of each occurrence there is now."""
    domain.open_occurrences(now=clock.now())
    found = Occurrence.objects.order_by("task_id", "due_on")
    return [(str(each.period_from), str(each.due_on)) for each in found]


def regular(rhythm: Rhythm = Rhythm.MONTHLY, **words: Any) -> Task:
    return assigned(deadline=None, rhythm=rhythm, **words)


def stop(act: Callable[..., object], task: Task, **words: Any) -> None:
    instrument = InstrumentFactory.create()
    by, why = secretary_of(task), "Theo chỉ đạo."
    act(task, by=by, now=clock.now(), reason=why, instrument=instrument, **words)


@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm.MONTHLY, ["2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28"]),
        (Rhythm.QUARTERLY, ["2025-12-31", "2026-03-31"]),
        (Rhythm.YEARLY, ["2025-12-31", "2026-12-31"]),
    ],
)
def test_every_period_is_due_on_its_last_day(rhythm: Rhythm, due: list[str]) -> None:
    regular(rhythm)
    found = []
    for day in ("2025-11-18", "2025-12-01", "2026-01-01", "2026-02-01"):
        at(day)
        found = opened()
    assert [last for _first, last in found] == due
    assert found[0][0] == "2025-11-17"


def test_a_period_opens_on_its_first_day() -> None:
    regular()
    at("2025-11-30 23:59")
    assert opened() == [("2025-11-17", "2025-11-30")]
    at("2025-12-01 00:00")
    assert opened()[1:] == [("2025-12-01", "2025-12-31")]


def test_opening_again_opens_nothing() -> None:
    regular()
    assert domain.open_occurrences(now=clock.now()) == 1
    assert domain.open_occurrences(now=clock.now()) == 0


def test_a_standstill_is_made_up_for() -> None:
    regular()
    at("2026-02-10")
    assert [due for _from, due in opened()] == [
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
    ]


def test_an_assignment_recorded_late_owes_from_its_day() -> None:
    task = draft(deadline=None, rhythm=Rhythm.MONTHLY)
    day = date(2025, 10, 20)
    late = "Nhận văn bản muộn."
    domain.assign(task, by=secretary_of(task), now=clock.now(), on=day, late_reason=late)
    assert opened() == [("2025-10-20", "2025-10-31"), ("2025-11-01", "2025-11-30")]


def test_a_rhythm_supplied_later_does_not_reach_back() -> None:
    task = regular(rhythm=Rhythm.MONTHLY)
    at("2026-01-15")
    domain.edit_task(task, by=secretary_of(task), now=clock.now(), rhythm=Rhythm.QUARTERLY)
    assert opened() == [("2026-01-15", "2026-03-31")]


def test_none_without_a_rhythm_for_drafts_groups_and_dated_tasks() -> None:
    draft(deadline=None)
    assigned()
    assign(group(deadline=None, rhythm=Rhythm.MONTHLY))
    assert len(opened()) == 3, "one for each member, none for the group"


def test_none_while_suspended() -> None:
    task = in_progress(deadline=None, rhythm=Rhythm.MONTHLY)
    at("2025-11-20")
    stop(domain.suspend, task)
    at("2026-02-05")
    assert [due for _from, due in opened()] == ["2025-11-30"]
    domain.resume(task, by=secretary_of(task), now=clock.now(), reason="Tiếp tục.")
    assert [due for _from, due in opened()] == ["2025-11-30", "2026-02-28"]


def test_none_after_the_end() -> None:
    task = in_progress(deadline=None, rhythm=Rhythm.MONTHLY)
    at("2026-01-10")
    stop(domain.end, task)
    at("2026-03-01")
    assert [due for _from, due in opened()] == ["2025-11-30", "2025-12-31"]


def test_opening_is_not_an_act_on_the_task() -> None:
    task = regular()
    opened()
    assert again(task).revision == task.revision
