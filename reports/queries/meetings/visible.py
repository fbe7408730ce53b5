"""Meetings that somebody may see, and which came before which."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from reports.models import Meeting
from tasks.queries.programmes import programmes_of

NAMED = ("programme__owner", "organisation", "by", "called_off_by")


def meetings_of(user: User | AnonymousUser, *, on: date) -> QuerySet[Meeting]:
    """Those of the programmes of which `user` is a member on the Hanoi day `on`.

    The documents are left in the database until somebody asks for one.
    """
    within = programmes_of(user, on=on).values("pk")
    return (
        Meeting.objects.filter(programme__in=within)
        .select_related(*NAMED, "snapshot__frozen_by", "snapshot__seal")
        .defer("snapshot__document")
    )


def comparable_with(meeting: Meeting) -> QuerySet[Meeting]:
    """Other meetings of the programme whose figures are frozen, the latest first."""
    return (
        Meeting.objects.filter(programme=meeting.programme_id, snapshot__isnull=False)
        .exclude(pk=meeting.pk)
        .select_related(*NAMED, "snapshot__meeting")
        .defer("snapshot__document")
        .order_by("-cut_off", "-snapshot__frozen_at", "-pk")
    )


def before(meeting: Meeting) -> Meeting | None:
    """The last one before it about the same scope; None for the first."""
    earlier = comparable_with(meeting).filter(
        organisation=meeting.organisation_id, cut_off__lte=meeting.cut_off
    )
    if meeting.frozen:
        earlier = earlier.filter(snapshot__frozen_at__lt=meeting.frozen.frozen_at)
    return earlier.first()
