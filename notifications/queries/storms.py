"""What a storm holds, for whoever has to say yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from notifications.enums import MessageState, NoticeState, Urgency
from notifications.models import Message, Notice, Rung, Storm

EXAMPLES = 5
DECIDED = 10


@dataclass(frozen=True)
class Share:
    """How much of it is told on one rung."""

    rung: Rung
    notices: int
    people: int


@dataclass(frozen=True)
class Held:
    """`urgent`: notices that would leave at once; `urgent_mails`: mails with nothing else."""

    mails: int
    people: int
    notices: int
    tasks: int
    urgent: int
    urgent_mails: int
    shares: Sequence[Share]
    examples: Sequence[Message]


def held() -> QuerySet[Message]:
    """What waits and no server can have taken."""
    return Message.objects.filter(state=MessageState.WAITING, is_frozen=False)


def what_is_held() -> Held:
    """How much, to how many, about what; the same number of queries however much there is."""
    mails = held().aggregate(
        mails=Count("pk"),
        people=Count("recipient", distinct=True),
        urgent_mails=Count("pk", filter=Q(is_digest=False)),
    )
    planned = Notice.objects.filter(message__in=held(), state=NoticeState.PLANNED)
    notices = planned.aggregate(
        notices=Count("pk"),
        tasks=Count("task", distinct=True),
        urgent=Count("pk", filter=Q(rung__urgency=Urgency.URGENT)),
    )
    examples = held().annotate(about=Count("notices")).order_by("-about", "pk")[:EXAMPLES]
    return Held(**mails, **notices, shares=_shares(planned), examples=list(examples))


def decided_storms() -> QuerySet[Storm]:
    """Those that are over, the latest first, with who decided."""
    return Storm.objects.filter(is_open=False).select_related("allowed_by", "refused_by")


def _shares(planned: QuerySet[Notice]) -> list[Share]:
    counted = (
        planned.order_by()
        .values("rung")
        .annotate(notices=Count("pk"), people=Count("recipient", distinct=True))
    )
    rungs = Rung.objects.select_related("programme").in_bulk([one["rung"] for one in counted])
    shares = [Share(rungs[one["rung"]], one["notices"], one["people"]) for one in counted]
    return sorted(shares, key=lambda share: (-share.notices, share.rung.pk))
