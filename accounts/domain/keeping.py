"""Who may change whom, and what no change of people may leave behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import gettext as _

from accounts.domain.writing import written_by
from accounts.models import Organisation, User
from accounts.queries.administering import administrators_for_all, looks_after, scope_of
from tracker.clock import day_of
from tracker.lib.refused import Refused

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('accounts_user'))"


@contextmanager
def kept(person: User, *, by: User, now: datetime) -> Iterator[User]:
    """`person`, locked and read anew, to be changed in a transaction under the name of `by`.

    Raises PermissionDenied for whoever does not look after them.
    """
    with written_by(by):
        found = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        check_keeps(found, by=by, now=now)
        yield found


def check_keeps(person: User, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` looks after `person`."""
    on = day_of(now)
    if not looks_after(scope_of(by, on=on), person, on=on):
        raise PermissionDenied(_("Somebody else looks after this person."))


def check_administers(organisation: Organisation | None, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` looks after `organisation`."""
    if not scope_of(by, on=day_of(now)).has(organisation.pk if organisation else None):
        raise PermissionDenied(_("Somebody else looks after this organisation."))


@contextmanager
def somebody_stays(*, now: datetime) -> Iterator[None]:
    """Raises Refused if after the block nobody looks after everything any more.

    One at a time: two administrators could take the role from each other at once.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    were = administrators_for_all(on=day_of(now)).exists()
    yield
    if were and not administrators_for_all(on=day_of(now)).exists():
        raise Refused(
            _("Nobody would be left to look after people. Name another administrator first."),
            code="last_administrator",
        )
