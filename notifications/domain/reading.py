"""Reading what one was told: by its reader alone, once, at the moment that the database says."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet

from accounts.models import User
from notifications.models import Notice
from notifications.queries.mine import TOLD_AT
from tasks.models import Task
from tracker.clock import day_of
from tracker.lib.functions import Now


def read_notice(notice: Notice, *, by: User) -> Notice:
    """Mark it as read; one that is read already, or that nobody was told yet, stays as it is.

    Raises PermissionDenied for anybody but its reader.
    """
    if notice.recipient_id != by.pk:
        raise PermissionDenied
    _read(Notice.objects.unread_by(by).filter(pk=notice.pk))
    notice.refresh_from_db(fields=["read_at", "read_by"])
    return notice


def read_about(task: int, *, by: User, now: datetime) -> int:
    """Mark what `by` was told about the task with the id `task` as read; how many notices.

    One query where there is nothing to mark. A task that they may not see they have not opened.
    """
    unread = Notice.objects.unread_by(by).filter(task=task)
    if not unread.exists():
        return 0
    if not Task.objects.visible_to(by, on=day_of(now)).filter(pk=task).exists():
        return 0
    return _read(unread)


def read_all(*, by: User, until: datetime) -> int:
    """Mark all that `by` was told until that moment as read: what they had before their eyes."""
    shown = Notice.objects.annotate(told_at=TOLD_AT).filter(told_at__lte=until)
    ids = shown.filter(recipient=by, read_at=None).values("pk")
    return _read(Notice.objects.unread_by(by).filter(pk__in=ids))


def _read(unread: "QuerySet[Notice]") -> int:
    return unread.update(read_at=Now(), read_by=F("recipient"))
