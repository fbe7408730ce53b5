"""The two sides of a comparison."""

from dataclasses import dataclass
from datetime import date

from reports.models import Meeting
from reports.queries.meetings.pictures import Picture, picture_now, picture_of
from reports.queries.meetings.visible import before, comparable_with


@dataclass(frozen=True)
class Sides:
    """From `earlier` to a later meeting, or to now."""

    earlier: Meeting
    before: Picture
    after: Picture


def sides_of(
    meeting: Meeting, *, today: date, since: int | None = None, until_now: bool = False
) -> Sides | None:
    """From the meeting with the id `since`, by default the one before, to `meeting`; or, with
    `until_now`, from `meeting` to what is recorded now.

    None where there is no meeting to begin with. Raises Meeting.DoesNotExist for a `since` that
    is no frozen meeting of the programme, and for a meeting that is not frozen up to now.
    """
    if until_now:
        if meeting.frozen is None:
            raise Meeting.DoesNotExist
        here = picture_of(meeting, today=today)
        return Sides(meeting, here, picture_now(meeting, day=today))
    earlier = before(meeting) if since is None else comparable_with(meeting).get(pk=since)
    if earlier is None:
        return None
    return Sides(earlier, picture_of(earlier, today=today), picture_of(meeting, today=today))
