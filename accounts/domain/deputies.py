"""Who acts for a head while that is away: in own name, and shown as such."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Deputy, Organisation, User
from accounts.queries import holds_post, seats_of
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def name_deputy(
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    deputy: User,
    from_day: date,
    until_day: date,
) -> Deputy:
    """Let `deputy` act for `by`, the head of `organisation`, on these Hanoi days (both included).

    One deputy at a time. Raises PermissionDenied for whoever is not the head, a deputy among them;
    Refused when the days or the person cannot be.
    """
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=organisation.pk))
    _check_heads(by, organisation, today=day_of(now), from_day=from_day)
    _check_days(day_of(now), from_day, until_day)
    _check_fits(deputy, by, organisation, from_day)
    _check_free(organisation, by, from_day, until_day)
    return Deputy.objects.create(
        organisation=organisation, head=by, deputy=deputy, from_day=from_day, until_day=until_day
    )


@transaction.atomic
def end_deputy(deputy: Deputy, *, by: User, now: datetime) -> Deputy:
    """From today on `deputy` acts for the head no more; what was done so far stays.

    Raises PermissionDenied for anybody but the head, Refused when it is over already.
    """
    found = Deputy.objects.select_for_update(of=("self",)).get(pk=deputy.pk)
    if found.head_id != by.pk:
        raise PermissionDenied(_("This is not for you to do: it belongs to another role."))
    if found.is_over(day_of(now)):
        raise Refused(_("This is over already."), code="over_already")
    found.ended_on = day_of(now)
    found.save(update_fields=["ended_on"])
    return found


def _check_heads(by: User, organisation: Organisation, *, today: date, from_day: date) -> None:
    """Raises PermissionDenied unless `by` is the head itself today, Refused unless also then."""
    if not seats_of(by, on=today).own.has(Role.HEAD, at=organisation.pk):
        raise PermissionDenied(_("Only the head of the organisation names a deputy."))
    if not seats_of(by, on=from_day).own.has(Role.HEAD, at=organisation.pk):
        raise Refused(
            _("You are no longer the head of the organisation on that day."),
            code="not_head_then",
            field="from_day",
        )


def _check_days(today: date, from_day: date, until_day: date) -> None:
    if from_day < today:
        raise Refused(
            _("A deputy cannot be named for the past."), code="in_the_past", field="from_day"
        )
    if until_day < from_day:
        raise Refused(
            _("The last day lies before the first."),
            code="ends_before_it_begins",
            field="until_day",
        )


def _check_fits(deputy: User, head: User, organisation: Organisation, day: date) -> None:
    posts = seats_of(deputy, on=day).own.anywhere
    if deputy.pk == head.pk or not holds_post(posts, organisation.pk):
        raise Refused(
            _("A deputy is somebody else with a role in the organisation, or in one below it."),
            code="no_post_there",
            field="deputy",
        )


def _check_free(organisation: Organisation, head: User, from_day: date, until_day: date) -> None:
    named = Deputy.objects.filter(organisation=organisation, head=head, ended_on=None)
    if named.filter(from_day__lte=until_day, until_day__gte=from_day).exists():
        raise Refused(
            _("There is a deputy for these days already; end that first."),
            code="deputy_named_already",
            field="from_day",
        )
