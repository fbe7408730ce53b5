"""Changing a programme's ladder: its effect is shown first, and who changed what when is kept.

Nobody is told again what they were told, and what is newly due is told: the key of a notice knows
nothing of the rung.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.domain.ladder import give_default_ladder
from notifications.enums import RungRuling
from notifications.models import Rung, RungDecision
from notifications.queries.ladder import kept_ladders
from notifications.rules.ladder import LadderChange, NewRung, check_new, check_untold, code_for
from tasks.domain.recording import filled
from tasks.models import Programme
from tracker.clock import day_of
from tracker.lib.refused import Refused


def add_rung(
    programme: Programme, new: NewRung, *, by: User, now: datetime, reason: str
) -> list[RungDecision]:
    """Raises as `change_ladder`."""
    return change_ladder(programme, LadderChange(adds=new), by=by, now=now, reason=reason)


def retire_rung(rung: Rung, *, by: User, now: datetime, reason: str) -> list[RungDecision]:
    """`rung` is not in use any more; what it had planned is not sent. Raises as `change_ladder`."""
    change = LadderChange(retires=rung)
    return change_ladder(rung.programme, change, by=by, now=now, reason=reason)


def restore_rung(rung: Rung, *, by: User, now: datetime, reason: str) -> list[RungDecision]:
    """`rung` is in use again. Raises as `change_ladder`."""
    change = LadderChange(restores=rung)
    return change_ladder(rung.programme, change, by=by, now=now, reason=reason)


def exchange_rung(
    rung: Rung, new: NewRung, *, by: User, now: datetime, reason: str
) -> list[RungDecision]:
    """`new` takes the place of `rung`. Raises as `change_ladder`."""
    change = LadderChange(adds=new, retires=rung)
    return change_ladder(rung.programme, change, by=by, now=now, reason=reason)


@transaction.atomic
def change_ladder(
    programme: Programme, change: LadderChange, *, by: User, now: datetime, reason: str
) -> list[RungDecision]:
    """All that `change` says, or nothing of it.

    Raises PermissionDenied for whoever does not keep this ladder, Refused for what changes nothing
    or cannot be.
    """
    check_keeps_ladder(by, programme, on=day_of(now))
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    return _decided(programme, change, by=by, reason=filled(reason, field="reason"))


@contextmanager
def as_if(
    programme: Programme, change: LadderChange, *, by: User, now: datetime
) -> Iterator[list[RungDecision]]:
    """Within it the ladder is as if `change` were decided; other sessions see nothing of it.

    Raises as `change_ladder`.
    """
    check_keeps_ladder(by, programme, on=day_of(now))
    with transaction.atomic():
        yield _decided(programme, change, by=by, reason="–")
        transaction.set_rollback(True)


def check_keeps_ladder(user: User, programme: Programme, *, on: date) -> None:
    """Raises PermissionDenied unless `user` keeps this ladder on the Hanoi day `on`."""
    if not kept_ladders(user, on=on).filter(pk=programme.pk).exists():
        raise PermissionDenied(_("This is not for you to do: it belongs to another role."))


def _decided(
    programme: Programme, change: LadderChange, *, by: User, reason: str
) -> list[RungDecision]:
    give_default_ladder(programme)
    made = []
    if change.retires:
        made.append(_ruled(change.retires, RungRuling.RETIRED, by, reason))
    if change.restores:
        check_untold(change.restores, beside=_in_use(programme))
        made.append(_ruled(change.restores, RungRuling.RESTORED, by, reason))
    if change.adds:
        made.append(_ruled(_made(programme, change.adds), RungRuling.ADDED, by, reason))
    return made


def _ruled(rung: Rung, ruling: RungRuling, by: User, reason: str) -> RungDecision:
    """The database does to the rung what is decided."""
    try:
        with transaction.atomic():
            return RungDecision.objects.create(rung=rung, ruling=ruling, by=by, reason=reason)
    except IntegrityError as refused:
        raise Refused(_("This rung is so already."), code="so_already", field="rung") from refused


def _made(programme: Programme, new: NewRung) -> Rung:
    """The rung, not in use yet."""
    check_new(new, beside=_in_use(programme))
    codes = Rung.objects.filter(programme=programme).values_list("code", flat=True)
    return Rung.objects.create(
        programme=programme,
        code=code_for(new, taken=codes),
        cause=new.cause,
        days=new.days,
        unit=new.unit,
        every=new.every,
        audiences=list(new.audiences),
        urgency=new.urgency,
        is_active=False,
    )


def _in_use(programme: Programme) -> list[Rung]:
    return list(Rung.objects.filter(programme=programme, is_active=True))
