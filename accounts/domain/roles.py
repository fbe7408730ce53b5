"""Roles: granted from a day on, and ended."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers, somebody_stays
from accounts.domain.writing import written_by
from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from tracker.clock import day_of
from tracker.lib.refused import Refused


def grant_role(
    person: User,
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    role: Role,
    from_day: date,
) -> Membership:
    """`person` holds `role` in `organisation` from the Hanoi day `from_day` on.

    Raises PermissionDenied for an organisation that `by` does not look after; Refused for a day of
    the past, which would change what has been told of it, for an organisation that does not exist
    then, and for a role that is held then already.
    """
    with written_by(by):
        check_administers(organisation, by=by, now=now)
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        _check_day(from_day, today=day_of(now))
        _check_exists(organisation, from_day)
        _check_free(person, organisation, role, from_day)
        return Membership.objects.create(
            user=person, organisation=organisation, role=role, from_day=from_day
        )


def end_role(membership: Membership, *, by: User, now: datetime, last_day: date) -> None:
    """The role is held until the Hanoi day `last_day`, at the earliest until yesterday.

    One that has not begun is taken back. Raises PermissionDenied; Refused for a role that is over,
    a day too early, and the last administrator.
    """
    with written_by(by), somebody_stays(now=now):
        locked = Membership.objects.select_for_update(of=("self",))
        found = locked.select_related("organisation", "user").get(pk=membership.pk)
        check_may_end(found, by=by, now=now)
        today = day_of(now)
        if found.from_day > today and last_day < found.from_day:
            found.delete()
            return
        _check_last(found, last_day, today=today)
        found.until_day = last_day
        found.save(update_fields=["until_day"])


def check_may_end(membership: Membership, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` looks after it, Refused when it is over."""
    check_administers(membership.organisation, by=by, now=now)
    if membership.user.is_superuser and not by.is_superuser:
        raise PermissionDenied(_("Somebody else looks after this person."))
    if membership.until_day and membership.until_day < day_of(now):
        raise Refused(_("This is over already."), code="over_already")


def earliest_end(membership: Membership, *, today: date) -> date:
    """Before today nothing is taken back: what was done in a role was done in it."""
    return max(membership.from_day, today - timedelta(days=1))


def _check_last(membership: Membership, last_day: date, *, today: date) -> None:
    earliest = earliest_end(membership, today=today)
    if last_day < earliest:
        raise Refused(
            _("The last day is %(day)s at the earliest.") % {"day": earliest.strftime("%d/%m/%Y")},
            code="too_early",
            field="last_day",
        )


def _check_day(from_day: date, *, today: date) -> None:
    if from_day < today:
        raise Refused(
            _("A role cannot be granted for the past: it would change what was told of it."),
            code="in_the_past",
            field="from_day",
        )


def _check_exists(organisation: Organisation, day: date) -> None:
    if not Organisation.objects.alive_on(day).filter(pk=organisation.pk).exists():
        raise Refused(
            _("This organisation does not exist on that day."),
            code="not_alive",
            field="organisation",
        )


def _check_free(person: User, organisation: Organisation, role: Role, day: date) -> None:
    held = Membership.objects.filter(user=person, organisation=organisation, role=role)
    if held.filter(Q(until_day=None) | Q(until_day__gte=day)).exists():
        raise Refused(
            _("This person holds or will hold this role there already."),
            code="held_already",
            field="role",
        )
