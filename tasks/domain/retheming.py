"""A clause comes to belong to another theme, and its tasks with it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.clauses import check_may_change
from tasks.domain.recording import happened, required
from tasks.models import Clause, Retheming, Theme
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
    Raises PermissionDenied, see `check_may_change`; Refused for what cannot be.
    """
    check_may_change(clause, by=by, now=now)
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
