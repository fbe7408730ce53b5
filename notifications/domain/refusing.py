"""An administrator's no: what a storm holds is settled as not delivered, by whom and why."""

from collections.abc import Sequence

from django.db import models, transaction
from django.db.models.functions import Now as RealNow
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.domain.settling import TELLINGS
from notifications.enums import MessageState, NoticeState, Urgency
from notifications.models import Message, Notice, Storm
from notifications.queries.administrators import check_administers
from notifications.queries.storms import held
from tracker.lib.functions import Now
from tracker.lib.refused import Refused


@transaction.atomic
def refuse_storm(storm: Storm, *, by: User, reason: str, urgent_too: bool = False) -> Storm:
    """Let nothing leave of what waits, whether it was allowed before or not. For administrators.

    What is urgent is not meant unless `urgent_too`: it leaves in mails of its own. What a server
    may have taken already, and what is being sent just now, is not stopped. The next steps of the
    ladder come as ever. Raises PermissionDenied, and Refused without a reason or where it is over.
    """
    check_administers(by)
    if not (reason := reason.strip()):
        raise Refused(_("Say why."), code="required", field="reason")
    if not Storm.objects.select_for_update().filter(pk=storm.pk, is_open=True).exists():
        raise Refused(_("These mails wait no longer."), code="not_waiting")
    ids = _withhold(f"{by}: {reason}", urgent_too=urgent_too)
    Storm.objects.filter(pk=storm.pk).update(
        refused_at=RealNow(),
        refused_by=by,
        reason=reason,
        urgent_too=urgent_too,
        withheld=len(ids),
        is_open=False,
        over_at=RealNow(),
    )
    storm.refresh_from_db()
    return storm


def _withhold(words: str, *, urgent_too: bool) -> Sequence[int]:
    """Settle what waits as not delivered; the messages. Locked in the order of composing."""
    waiting = held() if urgent_too else held().filter(is_digest=True)
    ids = list(waiting.order_by("pk").select_for_update().values_list("pk", flat=True))
    if not urgent_too:
        _planned(Notice, ids).filter(rung__urgency=Urgency.URGENT).update(message=None)
    for model in TELLINGS:
        _planned(model, ids).update(state=NoticeState.FAILED, settled_at=Now())
    Message.objects.filter(pk__in=ids).update(state=MessageState.WITHHELD, answer=words)
    return ids


def _planned(model: type[Notice], messages: Sequence[int]) -> "models.QuerySet[Notice]":
    return model.objects.filter(message__in=messages, state=NoticeState.PLANNED)
