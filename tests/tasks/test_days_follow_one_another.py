"""Nothing happens in the future, before what came before it, or before its own product."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tasks import domain
from tasks.models import Task
from tests.factories import (
    assigned,
    at,
    claim,
    draft,
    focal_point_of,
    grounds,
    halves,
    in_progress,
    ministry,
    secretary_of,
    submit,
    suspended,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY, TOMORROW = date(2025, 11, 17), date(2025, 11, 16), date(2025, 11, 18)
WHY: dict[str, Any] = {"reason": "Theo chỉ đạo."}

Act = Callable[[Task, date], object]


def by_secretary(act: Callable[..., object], **words: Any) -> Act:
    return lambda task, day: act(task, by=secretary_of(task), now=clock.now(), on=day, **words)


def by_lead(act: Callable[..., object], **words: Any) -> Act:
    return lambda task, day: act(task, by=focal_point_of(task), now=clock.now(), on=day, **words)


def stopped(act: Callable[..., object], **words: Any) -> Act:
    """An act that needs an instrument."""

    def stop(task: Task, day: date) -> object:
        return by_secretary(act, **words, **grounds())(task, day)

    return stop


def reassign(task: Task, day: date) -> object:
    return stopped(domain.reassign, lead=ministry())(task, day)


def split(task: Task, day: date) -> object:
    return stopped(domain.split, parts=halves(task))(task, day)


def duplicate() -> Task:
    return in_progress(programme=assigned().programme)


def merge(task: Task, day: date) -> object:
    other = Task.objects.exclude(pk=task.pk).get(programme=task.programme)
    return stopped(domain.merge, into=other)(task, day)


ACTS: dict[str, tuple[Callable[[], Task], Act]] = {
    "assign": (draft, by_secretary(domain.assign)),
    "progress": (assigned, by_lead(domain.report_progress, percent=10)),
    "submit": (in_progress, lambda task, day: submit(task, completed_on=day)),
    "ask": (
        in_progress,
        by_lead(domain.ask_extension, new_deadline=date(2026, 2, 1), **WHY),
    ),
    "suspend": (in_progress, stopped(domain.suspend)),
    "resume": (suspended, by_secretary(domain.resume, **WHY)),
    "withdraw": (in_progress, stopped(domain.withdraw)),
    "end": (lambda: in_progress(deadline=None), stopped(domain.end)),
    "reassign": (assigned, reassign),
    "split": (in_progress, split),
    "merge": (duplicate, merge),
}


@pytest.mark.parametrize("name", ACTS)
def test_nothing_happens_in_the_future(name: str) -> None:
    make, act = ACTS[name]
    with pytest.raises(Refused) as refused:
        act(make(), TOMORROW)
    assert refused.value.code == "future"


@pytest.mark.parametrize("name", [name for name in ACTS if name != "assign"])
def test_nothing_happens_before_what_came_before(name: str) -> None:
    make, act = ACTS[name]
    with pytest.raises(Refused) as refused:
        act(make(), YESTERDAY)
    assert refused.value.code == "out_of_order"


@pytest.mark.parametrize("name", ACTS)
def test_a_day_between_can_be_recorded_later(name: str) -> None:
    make, act = ACTS[name]
    task = make()
    at("2025-11-20")
    act(task, TOMORROW)
    event = task.events.latest("revision")
    assert (event.act_on, event.recorded_at.date()) == (TOMORROW, date(2025, 11, 20))


def test_no_task_is_assigned_before_its_instrument_was_issued() -> None:
    task = draft()
    with pytest.raises(Refused) as refused:
        domain.assign(
            task, by=secretary_of(task), now=clock.now(), on=date(2025, 1, 8), late_reason="Sót."
        )
    assert (refused.value.code, refused.value.field) == ("before_instrument", "on")


def test_no_task_is_assigned_after_its_deadline() -> None:
    task = draft(deadline=YESTERDAY)
    with pytest.raises(Refused) as refused:
        domain.assign(task, by=secretary_of(task), now=clock.now())
    assert (refused.value.code, refused.value.field) == ("deadline_before_assignment", "deadline")


@pytest.mark.parametrize(
    ("claimed", "product", "code"),
    [
        (TODAY, TOMORROW, "before_product"),
        (TODAY, TODAY, None),
        (TODAY, date(2025, 1, 2), None),
    ],
)
def test_no_claim_is_older_than_its_product(claimed: date, product: date, code: str | None) -> None:
    task = in_progress()
    words: dict[str, Any] = {
        "by": focal_point_of(task),
        "now": clock.now(),
        "completed_on": claimed,
        **claim(),
    }
    if code is None:
        assert domain.submit(task, product_date=product, **words).pk
        return
    with pytest.raises(Refused) as refused:
        domain.submit(task, product_date=product, **words)
    assert refused.value.code == code
