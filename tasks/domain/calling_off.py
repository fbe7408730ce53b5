"""A merger that was planned does not come: what the plan changed is as it was before."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, Succession, User
from tasks.domain.merging import DAY, check_may_merge
from tasks.domain.recording import required
from tasks.models import Merger
from tracker.clock import day_of
from tracker.lib.functions import Now
from tracker.lib.refused import Refused


@transaction.atomic
def call_off_merger(merger: Merger, *, by: User, now: datetime, reason: str) -> Merger:
    """Before its day: nothing passes, and `merger`'s predecessor lives on as the plan found it.

    For whoever may plan it. Raises PermissionDenied or Refused.
    """
    check_may_merge(merger.predecessor, by=by, now=now)
    merger = _locked(merger)
    reason = required(reason, field="reason")
    _check_open(merger, today=day_of(now))
    _restore(merger)
    Merger.objects.filter(pk=merger.pk).update(
        called_off_at=Now(), called_off_by=by, called_off_reason=reason
    )
    merger.refresh_from_db()
    return merger


def _locked(merger: Merger) -> Merger:
    """Read anew. The organisation first, as when it is planned."""
    Organisation.objects.select_for_update(no_key=True).get(pk=merger.predecessor_id)
    locked = Merger.objects.select_for_update(of=("self",)).select_related("predecessor")
    return locked.get(pk=merger.pk)


def _check_open(merger: Merger, *, today: date) -> None:
    if merger.called_off_at is not None:
        raise Refused(_("This merger has been called off already."), code="called_off_already")
    if merger.on <= today or merger.begun_at is not None:
        raise Refused(
            _("Its day has come: what was open has passed, and stays where it is."),
            code="day_has_come",
        )


def _restore(merger: Merger) -> None:
    """The last day and the successors that the plan found, unless changed since."""
    ends = Organisation.objects.filter(pk=merger.predecessor_id, alive_until=merger.on - DAY)
    ends.update(alive_until=merger.found.get("alive_until"))
    follows = Succession.objects.filter(predecessor=merger.predecessor_id)
    before: dict[str, bool] = merger.found.get("successors", {})
    planned = {merger.successor_id, *merger.choices.values_list("successor_id", flat=True)}
    follows.filter(successor__in=planned - {int(heir) for heir in before}).delete()
    follows.update(is_default=False)
    follows.filter(successor__in=[int(heir) for heir, first in before.items() if first]).update(
        is_default=True
    )
