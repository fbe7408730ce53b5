"""What has gone out on a day, and what is just going."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from notifications.enums import MessageState, NoticeState
from notifications.models import Notice
from tasks.models import Programme
from tracker.clock import end_of

SETTLED = (NoticeState.SENT, NoticeState.FAILED, NoticeState.WITHHELD)  # as its index has it


def gone_on(programme: Programme, day: date) -> QuerySet[Notice]:
    """What was settled on the Hanoi day `day`: sent, or tried in vain; not what was cancelled."""
    of_day = Q(settled_at__gte=end_of(day - timedelta(days=1)), settled_at__lt=end_of(day))
    return Notice.objects.filter(of_day, task__programme=programme, state__in=SETTLED)


def on_their_way(programme: Programme) -> QuerySet[Notice]:
    """What is in a mail that a server may have taken, and is not known to have."""
    handed = Q(message__is_frozen=True) | Q(message__state=MessageState.SENDING)
    return Notice.objects.filter(handed, task__programme=programme, state=NoticeState.PLANNED)
