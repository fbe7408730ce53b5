"""A clause comes to belong to another theme, and its tasks with it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.domain.instruments import check_secretary
from tasks.domain.recording import happened, required
from tasks.models import Clause, Programme, Retheming, Theme
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def retheme(
    clause: Clause,
    *,
    by: User,
    now: datetime,
    theme: Theme | None,
    reason: str,
    from_day: date | None = None,
) -> Retheming:
    """From the Hanoi day `from_day` (by default today) the clause belongs to `theme`, or to none.

    Figures of days before stay as they are, and as known then so do those of days before today.
    Raises PermissionDenied, see `check_may_retheme`; Refused for what cannot be.
    """
    check_may_retheme(clause, by=by, now=now)
    clause = Clause.objects.select_for_update(of=("self",), no_key=True).get(pk=clause.pk)
    reason = required(reason, field="reason")
    day = happened(from_day, now=now, not_before=None, field="from_day", late_reason=reason)
    if (theme.pk if theme else None) == clause.theme_id:
        raise Refused(_("The clause belongs to this theme already."), code="same", field="theme")
    last: date | None = clause.rethemings.aggregate(last=Max("from_day"))["last"]
    if last and day < last:
        raise Refused(
            _("The theme of this clause was changed on %(day)s.")
            % {"day": last.strftime("%d/%m/%Y")},
            code="out_of_order",
            field="from_day",
        )
    changed = Retheming.objects.create(
        clause=clause, theme=theme, from_day=day, reason=reason, by=by
    )
    changed.refresh_from_db()
    return changed


def check_may_retheme(clause: Clause, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` is a secretary of every programme with a task from it."""
    check_secretary(by, now)
    owners = Programme.objects.filter(tasks__clause=clause).values_list("owner", flat=True)
    if set(owners) - seats_of(by, on=day_of(now)).where(Role.SECRETARY):
        raise PermissionDenied(_("It has tasks of programmes that you do not oversee."))
