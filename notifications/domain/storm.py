"""More mails at once than usual wait for an administrator's yes."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now as RealNow
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import MessageState
from notifications.models import Message, Storm
from notifications.models.message import UNSENT
from notifications.queries.administrators import check_administers
from tracker.lib.refused import Refused

# What is held rests so long at a time; then it is written anew with what is true, and counted.
HOLD = timedelta(minutes=5)


def allowance() -> int:
    """How many mails this sweep may send: 0 while a storm waits for a yes.

    A storm is over once no more wait than a sweep may send without asking.
    """
    waiting = Message.objects.filter(state__in=UNSENT).count()
    storm = Storm.objects.filter(is_open=True).first()
    if waiting <= settings.STORM_MAILS:
        _end(storm)
        return int(settings.STORM_MAILS)
    if storm and storm.allowed_at and waiting <= storm.mails + settings.STORM_MAILS:
        return waiting
    if storm and storm.allowed_at:  # far more than was asked about
        _end(storm)
        storm = None
    _wait_for_a_yes(storm, waiting)
    return 0


def allow_storm(storm: Storm, *, by: User) -> Storm:
    """Let what waits leave. For administrators.

    Raises PermissionDenied, and Refused where it is allowed or over already.
    """
    check_administers(by)
    asked = Storm.objects.filter(pk=storm.pk, is_open=True, allowed_at=None)
    with transaction.atomic():
        if not asked.update(allowed_at=RealNow(), allowed_by=by):
            raise Refused(_("These mails wait no longer."), code="not_waiting")
        held = Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=RealNow() + HOLD)
        held.update(next_try_at=RealNow())
    storm.refresh_from_db()
    return storm


def _wait_for_a_yes(storm: Storm | None, waiting: int) -> None:
    if storm:
        Storm.objects.filter(pk=storm.pk, allowed_at=None).update(mails=waiting)
    else:
        try:
            with transaction.atomic():
                Storm.objects.create(mails=waiting)
        except IntegrityError:
            return  # another sweep has just asked
    held = Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=RealNow())
    held.update(next_try_at=RealNow() + HOLD)


def _end(storm: Storm | None) -> None:
    if storm:
        Storm.objects.filter(pk=storm.pk, is_open=True).update(is_open=False, over_at=RealNow())
