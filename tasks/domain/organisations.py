"""What an organisation is, and from when until when it exists: corrected, without closed facts.

Its name is changed by `rename_organisation`, its place and block by `place_organisation`, and one
that hands its tasks on ends by a merger.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers, somebody_stays
from accounts.domain.writing import written_by
from accounts.models import Organisation, Succession, User
from accounts.queries.administering import KINDS_FOR_ALL, scope_of
from tasks.queries.lifespans import first_needed, needed_after
from tracker.clock import day_of
from tracker.lib.refused import Refused

DAY = timedelta(days=1)


def change_organisation(
    organisation: Organisation,
    *,
    by: User,
    now: datetime,
    kind: str,
    alive_from: date,
    alive_until: date | None,
) -> Organisation:
    """It is of another kind from now on, or exists from or until another Hanoi day (both included).

    No figure of a day that has passed becomes another: what it lacked or had then stays noted.
    Raises PermissionDenied; Refused for days that what is recorded contradicts.
    """
    with written_by(by), somebody_stays(now=now):
        locked = Organisation.objects.select_for_update(of=("self",), no_key=True)
        found = locked.get(pk=organisation.pk)
        check_administers(found, by=by, now=now)
        if (found.kind, found.alive_from, found.alive_until) == (kind, alive_from, alive_until):
            raise Refused(_("Nothing would change."), code="same")
        _check_kind(found, kind, by=by, now=now)
        _check_days(found, alive_from, alive_until, today=day_of(now))
        found.kind, found.alive_from, found.alive_until = kind, alive_from, alive_until
        found.save(update_fields=["kind", "alive_from", "alive_until"])
    return found


def _check_kind(organisation: Organisation, kind: str, *, by: User, now: datetime) -> None:
    """Administrators of some kinds look after everything: nobody makes themselves one of these."""
    for_all = {organisation.kind in KINDS_FOR_ALL, kind in KINDS_FOR_ALL}
    if len(for_all) > 1 and scope_of(by, on=day_of(now)).organisations is not None:
        raise PermissionDenied(_("Only whoever looks after everything changes it to that kind."))


def _check_days(organisation: Organisation, first: date, last: date | None, *, today: date) -> None:
    if last and last < first:
        raise Refused(
            _("The last day lies before the first."),
            code="ends_before_it_begins",
            field="alive_until",
        )
    if first > organisation.alive_from:
        _check_first(organisation, first)
    if last != organisation.alive_until:
        _check_last(organisation, last, today=today)


def _check_first(organisation: Organisation, first: date) -> None:
    needed = first_needed(organisation)
    if needed and needed < first:
        raise Refused(
            _("It took part in something on %(day)s already: it cannot begin after that.")
            % {"day": needed.strftime("%d/%m/%Y")},
            code="needed_before",
            field="alive_from",
        )


def _check_last(organisation: Organisation, last: date | None, *, today: date) -> None:
    if Succession.objects.filter(predecessor=organisation).exists():
        raise Refused(
            _("A merger says when it ends. While that is planned it can be called off."),
            code="merged_already",
            field="alive_until",
        )
    earliest = today - DAY
    if any(day and day < earliest for day in (organisation.alive_until, last)):
        raise Refused(
            _("Its last day is neither moved from the past nor into it: not before %(day)s.")
            % {"day": earliest.strftime("%d/%m/%Y")},
            code="too_early",
            field="alive_until",
        )
    if last and (needed := list(needed_after(organisation, last))):
        raise Refused(
            _("It is still needed: %(needed)s. Hand these on by a merger, or end them first.")
            % {"needed": "; ".join(needed)},
            code="still_needed",
            field="alive_until",
        )
