"""The tasks of a document that one of its figures counts, as far as somebody may see them."""

from datetime import date
from operator import attrgetter

from accounts.models import User
from reports.models import Meeting
from reports.queries.meetings.pictures import Picture
from reports.queries.meetings.seen import Numbered, Shown, Sight
from reports.rules.meetings.behind import Figure
from reports.rules.meetings.frozen import Line


def sight_of(user: User, meeting: Meeting, *, on: date) -> Sight[Line]:
    """What `user` may see of the lines of the meeting's document on the Hanoi day `on`."""
    return Sight(user, meeting, on=on, task=attrgetter("id"))


def behind(picture: Picture, figure: Figure, sight: Sight[Line]) -> Shown[Line]:
    """All of them, by code, one by one. Raises Refused as `Figure.of`."""
    return Shown(picture.lines, figure.of(picture.by_code), sight)


def page_behind(
    picture: Picture, figure: Figure, sight: Sight[Line], *, size: int, page: int
) -> Numbered[Line]:
    """One page, counted from 1, in one pass through the lines. Raises Refused as `Figure.of`."""
    picked = Numbered(figure.of(picture.by_code), sight, size=size, page=page)
    for line in picture.lines:
        picked(line)
    return picked
