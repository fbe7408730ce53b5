from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from tasks import domain
from tasks.domain.workdays import as_if
from tasks.models import DayDecision, Task
from tasks.queries.workdays import calendar_known, working_calendar
from tasks.rules.workdays import day_off, swapped
from tests.factories import assigned, in_progress, ministry, person, submit
from tests.tasks.deciding_days import administrator, said
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = date(2026, 1, 2), date(2026, 1, 10)


def test_two_days_are_swapped() -> None:
    domain.swap_days(off=FRIDAY, worked=SATURDAY, **said())
    calendar = working_calendar()
    assert calendar.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert calendar.add_workdays(date(2026, 1, 9), 1) == SATURDAY
    pairs = DayDecision.objects.order_by("day").values_list("day", "swapped_with", "ruling")
    assert list(pairs) == [(FRIDAY, SATURDAY, "off"), (SATURDAY, FRIDAY, "worked")]


def test_withdrawing_one_of_a_pair_withdraws_both_and_keeps_what_was_decided() -> None:
    words = said()
    before = working_calendar()
    domain.swap_days(off=FRIDAY, worked=SATURDAY, **words)
    domain.withdraw_decision(SATURDAY, **words | {"number": ""})
    assert working_calendar() == before
    assert DayDecision.objects.count() == 4


def test_a_day_off_and_a_worked_day_stand_alone() -> None:
    words = said()
    domain.decide_day_off(FRIDAY, **words)
    domain.decide_worked_day(SATURDAY, **words)
    domain.withdraw_decision(FRIDAY, **words)
    calendar = working_calendar()
    assert (calendar.is_workday(FRIDAY), calendar.is_workday(SATURDAY)) == (True, True)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (lambda **words: domain.decide_worked_day(FRIDAY, **words), "so_already", "day"),
        (lambda **words: domain.decide_day_off(SATURDAY, **words), "so_already", "day"),
        (
            lambda **words: domain.swap_days(off=FRIDAY, worked=date(2026, 1, 9), **words),
            "so_already",
            "worked",
        ),
        (lambda **words: domain.decide_day_off(date(2061, 1, 3), **words), "no_day", "day"),
        (lambda **words: domain.withdraw_decision(FRIDAY, **words), "not_decided", "day"),
        (
            lambda **words: domain.decide_day_off(FRIDAY, **words | {"number": " "}),
            "missing",
            "number",
        ),
        (
            lambda **words: domain.decide_day_off(FRIDAY, **words | {"reason": ""}),
            "missing",
            "reason",
        ),
    ],
)
def test_what_changes_nothing_or_says_nothing_is_refused(
    change: Any, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        change(**said())
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not DayDecision.objects.exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.HEAD])
def test_nobody_else_decides_nor_previews(role: Role) -> None:
    somebody = person(role, assigned().programme.owner)
    _denied(somebody)


def test_nor_does_the_administrator_of_an_organisation_without_a_programme() -> None:
    assigned()
    _denied(person(Role.ADMINISTRATOR, ministry()))


def _denied(somebody: Any) -> None:
    with pytest.raises(PermissionDenied):
        domain.decide_day_off(FRIDAY, **said(by=somebody))
    with pytest.raises(PermissionDenied):
        domain.preview_decision(day_off(FRIDAY), by=somebody, now=clock.now())


def test_no_deadline_moves() -> None:
    deadline = date(2025, 11, 19)
    task = assigned(deadline=deadline)
    domain.decide_day_off(deadline, **said())
    found = Task.objects.get(pk=task.pk)
    assert (found.deadline, found.revision) == (deadline, task.revision)


def test_the_preview_counts_what_would_move_and_changes_nothing() -> None:
    submit(in_progress())
    submit(in_progress())
    tomorrow, due = clock.today() + timedelta(days=1), date(2025, 11, 20)
    by = administrator()
    found = domain.preview_decision(day_off(tomorrow), by=by, now=clock.now())
    [moved] = found
    assert (moved.before, moved.after, moved.count) == (due, due + timedelta(days=1), 2)
    assert not DayDecision.objects.exists()
    assert working_calendar().is_workday(tomorrow)


def test_what_is_refused_cannot_be_previewed() -> None:
    with pytest.raises(Refused):
        domain.preview_decision(swapped(SATURDAY, FRIDAY), by=administrator(), now=clock.now())


def test_as_if_is_over_afterwards() -> None:
    with as_if(day_off(FRIDAY), by=administrator()):
        assert not working_calendar().is_workday(FRIDAY)
    assert working_calendar().is_workday(FRIDAY)


def test_what_was_known_before_a_decision_stays_known() -> None:
    before = clock.now()
    domain.decide_day_off(FRIDAY, **said())
    assert calendar_known(before).is_workday(FRIDAY)
    assert not calendar_known(clock.now()).is_workday(FRIDAY)
