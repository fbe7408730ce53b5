"""What one person is told in the application."""

from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from notifications.models import Notice

# More than this many are not counted: the bell says "99+".
COUNTED = 100
# When it was put into words for its reader, or settled without mail.
TOLD_AT = Coalesce("message__composed_at", "settled_at", output_field=DateTimeField())


def unread_count(reader: User) -> int:
    """How many notices `reader` has not opened, at most COUNTED. One query, of one index."""
    return Notice.objects.unread_by(reader).order_by()[:COUNTED].count()


def notices_of(reader: User, *, unread: bool = False) -> QuerySet[Notice]:
    """What `reader` is told in the application, the newest first, as `told_at`."""
    found = Notice.objects.unread_by(reader) if unread else Notice.objects.shown_to(reader)
    related = found.select_related("rung", "task", "message").defer(
        "message__text", "message__html"
    )
    return related.annotate(told_at=TOLD_AT).order_by("-told_at", "-pk")
