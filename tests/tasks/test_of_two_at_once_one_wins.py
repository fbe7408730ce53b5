"""Two connections act on one task at once: both wait for its lock, then each meets the truth."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model

from accounts.enums import Role
from tasks import domain
from tasks.domain.judging import judge_all
from tasks.models import (
    Extension,
    Occurrence,
    OccurrenceReport,
    Submission,
    Task,
)
from tests.factories import (
    ClauseFactory,
    again,
    assigned,
    completed,
    draft,
    focal_point_of,
    grounds,
    in_progress,
    ministry,
    person,
    programme,
    secretary_of,
    submitted,
)
from tests.factories import submit as submit_today
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db(transaction=True)
WHY: dict[str, Any] = {"reason": "Theo chỉ đạo."}
Act = Callable[[], object]


def at_once(held: Model, *acts: Act) -> list[str]:
    """Start `acts` while the row `held` is locked, let go when all wait: how each ended."""
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            type(held)._base_manager.select_for_update().get(pk=held.pk)
            outcomes = [threads.submit(_ending, act) for act in acts]
            _until_waiting(len(acts))
        return sorted(outcome.result() for outcome in outcomes)


def _ending(act: Act) -> str:
    try:
        act()
    except Refused as refused:
        return str(refused.code)
    finally:
        connection.close()
    return "done"


def _until_waiting(count: int) -> None:
    end = time.monotonic() + 15
    while _waiting() != count:
        assert time.monotonic() < end, "they never met"
        time.sleep(0.02)


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        [count] = cursor.fetchone() or [0]
    return int(count)


def by_secretary(act: Callable[..., object], task: Task, **words: Any) -> Act:
    words = {"by": secretary_of(task), "now": clock.now(), **words}
    return lambda: act(task, **words)


def by_lead(act: Callable[..., object], task: Task, **words: Any) -> Act:
    words = {"by": focal_point_of(task), "now": clock.now(), **words}
    return lambda: act(task, **words)


def check_history(task: Task, acts: int) -> None:
    """So many acts beyond the ones that brought the task here, in one unbroken row."""
    task = again(task)
    revisions = list(task.events.order_by("revision").values_list("revision", flat=True))
    assert revisions == list(range(1, task.revision + 1))
    assert task.revision == acts


NO = "not_in_this_status"


def test_assign_twice() -> None:
    task = draft()
    act = by_secretary(domain.assign, task)
    assert at_once(task, act, act) == ["done", NO]
    check_history(task, 2)


def test_submit_twice() -> None:
    task = in_progress()
    focal_point_of(task)  # made before the threads look for one
    assert at_once(task, lambda: submit_today(task), lambda: submit_today(task)) == ["done", NO]
    assert Submission.objects.count() == 1
    check_history(task, 4)


def test_accept_and_return() -> None:
    task = submitted()
    both = by_secretary(domain.accept, task), by_secretary(domain.send_back, task, **WHY)
    assert at_once(task, *both) == ["done", NO]
    assert Submission.objects.get().outcome in ("accepted", "returned")
    check_history(task, 5)


def test_accept_and_withdraw() -> None:
    task = submitted()
    both = by_secretary(domain.accept, task), by_secretary(domain.withdraw, task, **grounds())
    assert at_once(task, *both) == ["done", NO]
    check_history(task, 5)


def test_revoke_twice() -> None:
    task = completed()
    act = by_secretary(domain.revoke_acceptance, task, **WHY)
    assert at_once(task, act, act) == ["done", NO]
    assert Submission.objects.get().outcome == "revoked"
    check_history(task, 6)


def test_two_requests_for_extension() -> None:
    task = assigned()
    act = by_lead(domain.ask_extension, task, new_deadline=date(2026, 1, 31), **WHY)
    assert at_once(task, act, act) == ["done", "extension_open"]
    assert Extension.objects.count() == 1
    check_history(task, 3)


def test_grant_and_refuse() -> None:
    task = assigned()
    by_lead(domain.ask_extension, task, new_deadline=date(2026, 1, 31), **WHY)()
    by, now = secretary_of(task), clock.now()

    def decide(granted: bool) -> Act:
        request = Extension.objects.get()
        return lambda: domain.decide_extension(request, by=by, now=now, granted=granted, **WHY)

    assert at_once(task, decide(True), decide(False)) == ["already_decided", "done"]
    assert len(again(task).deadlines) == (2 if Extension.objects.get().granted_deadline else 1)
    check_history(task, 4)


def test_the_secretary_and_the_authority_decide() -> None:
    authority = ministry()
    task = assigned(authority=authority)
    request = by_lead(domain.ask_extension, task, new_deadline=date(2026, 1, 31), **WHY)()
    now, heads = clock.now(), [secretary_of(task), person(Role.HEAD, authority)]
    words: dict[str, Any] = {"now": now, "granted": True, **WHY}
    grants: list[Act] = [
        partial(domain.decide_extension, request, by=by, **words)  # type: ignore[arg-type]
        for by in heads
    ]
    assert at_once(task, *grants) == ["already_decided", "done"]
    assert again(task).deadlines[1:] == [date(2026, 1, 31)]
    check_history(task, 4)


def test_two_reports_on_one_occurrence() -> None:
    task = assigned(deadline=None)
    domain.open_occurrences(now=clock.now())
    by, now = focal_point_of(task), clock.now()
    report: Act = partial(
        domain.report_occurrence, Occurrence.objects.get(), by=by, now=now, narrative="Đã làm."
    )
    assert at_once(task, report, report) == ["already_reported", "done"]
    assert OccurrenceReport.objects.count() == 1
    check_history(task, 3)


def test_what_is_opened_twice_at_once_is_opened_once() -> None:
    for _ in range(3):
        assigned(deadline=None)
    now = clock.now()
    with ThreadPoolExecutor() as threads:
        opened = [threads.submit(_opened, now) for _ in range(4)]
        assert sum(each.result() for each in opened) == Occurrence.objects.count() == 3


def _opened(now: datetime) -> int:
    try:
        return domain.open_occurrences(now=now)
    finally:
        connection.close()


def test_what_does_not_exclude_each_other_is_done_one_after_the_other() -> None:
    task = in_progress()
    both = [by_lead(domain.report_progress, task, percent=percent) for percent in (50, 60)]
    assert at_once(task, *both, by_secretary(domain.edit_task, task, title="Khác")) == ["done"] * 3
    task = again(task)
    assert task.title == "Khác"
    assert task.percent == task.updates.first().percent  # type: ignore[union-attr]
    check_history(task, 6)


def test_drafts_at_once_get_codes_of_their_own() -> None:
    shared = programme()
    clause, by, now = ClauseFactory.create(), secretary_of(Task(programme=shared)), clock.now()

    def write() -> object:
        return domain.draft_task(by=by, now=now, programme=shared, clause=clause, title="Một")

    assert at_once(shared, write, write, write) == ["done"] * 3
    assert len(set(Task.objects.values_list("code", flat=True))) == 3


def test_a_lost_clarity_is_noted_once() -> None:
    task = assigned()
    assert task.officer
    task.officer.memberships.update(until_day=clock.today() - timedelta(days=1))

    def judge() -> None:
        judge_all(now=clock.now())

    assert at_once(task, judge, judge) == ["done", "done"]
    assert [event.gaps for event in task.events.filter(act="judge")] == [["person"]]
