"""Days that are off, or worked, otherwise than the law has it: swapped days and the like.

A change never moves a deadline: those are calendar days and stay as they were written. What is
counted in working days is counted anew from then on; what was told stays told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from importlib import import_module

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.domain.recording import filled
from tasks.enums import DayRuling
from tasks.models import DayDecision, Programme, Workday
from tasks.queries.workdays import decisions_in_force
from tasks.rules.workdays import (
    Change,
    Moved,
    Ruling,
    as_by_law,
    day_off,
    moved,
    swapped,
    worked_day,
)
from tracker.clock import day_of
from tracker.lib.refused import Refused

# Computed dates as of a Hanoi day, those that may change when the calendar changes on some days:
# kind of date, in words, and what tells those of a kind apart → the date, or a number.
Computed = Callable[[date, Sequence[date]], Mapping[tuple[str, object], object]]


@cache
def all_computed() -> tuple[Computed, ...]:
    """What the modules that `settings.COMPUTED` names have in COMPUTED."""
    return tuple(each for name in settings.COMPUTED for each in import_module(name).COMPUTED)


def decide_day_off(
    day: date, *, by: User, now: datetime, number: str, reason: str
) -> list[DayDecision]:
    """`day`, which would be worked, is not. `number` is that of the decision that says so.

    Raises PermissionDenied for anybody but an administrator, Refused when it is off already.
    """
    return decide(day_off(day), by=by, now=now, number=number, reason=reason)


def decide_worked_day(
    day: date, *, by: User, now: datetime, number: str, reason: str
) -> list[DayDecision]:
    """`day`, which would be off, is worked. Raises as `decide_day_off`."""
    return decide(worked_day(day), by=by, now=now, number=number, reason=reason)


def swap_days(
    *, off: date, worked: date, by: User, now: datetime, number: str, reason: str
) -> list[DayDecision]:
    """`off` is not worked, for that `worked` is. Raises as `decide_day_off`, for either day."""
    return decide(swapped(off, worked), by=by, now=now, number=number, reason=reason)


def withdraw_decision(
    day: date, *, by: User, now: datetime, reason: str, number: str = ""
) -> list[DayDecision]:
    """`day` is again as the law has it, and the day with which it was swapped too.

    Raises as `decide_day_off`; Refused where nothing is decided of it.
    """
    change = withdrawal(day)
    return decide(change, by=by, now=now, number=number, reason=reason)


def withdrawal(day: date) -> Change:
    """What withdrawing the decision on `day` would decide. Raises Refused where there is none."""
    held = decisions_in_force(day, day).get(day)
    if held is None or held.ruling == DayRuling.AS_BY_LAW:
        raise Refused(_("Nothing is decided of this day."), code="not_decided", field="day")
    pair = held.swapped_with
    other = decisions_in_force(pair, pair).get(pair) if pair else None
    if pair is None or other is None or other.swapped_with != day:
        return as_by_law(day)
    return as_by_law(day, pair)


@transaction.atomic
def decide(
    change: Change, *, by: User, now: datetime, number: str, reason: str
) -> list[DayDecision]:
    """All that `change` says, or nothing of it. Raises as the use cases above."""
    check_keeps_calendar(by, on=day_of(now))
    if any(ruled.ruling != DayRuling.AS_BY_LAW for ruled in change):
        number = filled(number, field="number")
    return _written(change, by=by, number=number.strip(), reason=filled(reason, field="reason"))


def preview_decision(change: Change, *, by: User, now: datetime) -> list[Moved]:
    """Which computed dates would be others if `change` were decided; changes nothing.

    Raises as `decide`. Dates are computed by the calendar as it would be, and that is undone.
    """
    check_keeps_calendar(by, on=day_of(now))
    today, days = day_of(now), [ruled.day for ruled in change]

    def all_of_them() -> dict[tuple[str, object], object]:
        found = (each(today, days) for each in all_computed())
        return {key: value for dates in found for key, value in dates.items()}

    before = all_of_them()
    with as_if(change, by=by):
        after = all_of_them()
    return moved(before, after)


@contextmanager
def as_if(change: Change, *, by: User) -> Iterator[None]:
    """Within it the calendar is as if `change` had been decided; other sessions see nothing."""
    with transaction.atomic():
        _written(change, by=by, number="–", reason="–")
        yield
        transaction.set_rollback(True)


def _written(change: Change, *, by: User, number: str, reason: str) -> list[DayDecision]:
    _check_changes(change)
    try:
        with transaction.atomic():
            return [_decided(ruled, by, number, reason) for ruled in change]
    except IntegrityError as refused:
        message = _("Somebody else has just decided about this day.")
        raise Refused(message, code="so_already") from refused


def _decided(ruled: Ruling, by: User, number: str, reason: str) -> DayDecision:
    return DayDecision.objects.create(
        day=ruled.day,
        ruling=ruled.ruling,
        swapped_with=ruled.swapped_with,
        number=number,
        reason=reason,
        by=by,
    )


def _check_changes(change: Change) -> None:
    """Raises Refused where a day would stay as it is. The database refuses it too."""
    days = Workday.objects.in_bulk([ruled.day for ruled in change])
    for ruled in change:
        field = "worked" if ruled.ruling == DayRuling.WORKED and ruled.swapped_with else "day"
        if ruled.day not in days:
            raise Refused(_("The calendar does not reach that day."), code="no_day", field=field)
        found = days[ruled.day]
        if ruled.ruling != DayRuling.AS_BY_LAW:
            _check_differs(found, works=ruled.ruling == DayRuling.WORKED, field=field)


def _check_differs(found: Workday, *, works: bool, field: str) -> None:
    if found.is_workday == works:
        raise Refused(
            _("This day is a working day already.") if works else _("This day is off already."),
            code="so_already",
            field=field,
        )


def check_keeps_calendar(user: User, *, on: date) -> None:
    """Raises PermissionDenied for whoever does not keep the calendar on the Hanoi day `on`."""
    if not keeps_calendar(user, on=on):
        raise PermissionDenied(_("This is not for you to do: it belongs to another role."))


def keeps_calendar(user: User, *, on: date) -> bool:
    """Whether it is for `user` to decide about days on the Hanoi day `on`.

    The calendar is one for all programmes: superusers keep it, and the administrators of
    organisations that own a programme.
    """
    if user.is_superuser:
        return True
    owners = seats_of(user, on=on).where(Role.ADMINISTRATOR)
    return Programme.objects.filter(owner__in=owners).exists()
