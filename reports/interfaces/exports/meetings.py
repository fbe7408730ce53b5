"""What became of each task between two meetings, or between a meeting and now, as a table."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from reports.interfaces.api.meeting_shapes import ChangesQuery
from reports.interfaces.exports import figured
from reports.interfaces.wording.meetings import SHOWN, classes_of, explained
from reports.models import Meeting
from reports.queries.meetings.seen import Shown, Sight
from reports.queries.meetings.sided import Sides, sides_of
from reports.queries.meetings.since import Passages
from reports.queries.meetings.visible import meetings_of
from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.frozen import Line
from reports.rules.meetings.held import check_held
from reports.rules.meetings.passages import CLASSES, Passage, class_label
from reports.rules.meetings.wanted import Wanted
from tracker.lib.exporting.table import Column, Export, Kind, Table, Words, text

# The page puts together what is in time; the API does not.
CHOSEN = {
    "fact": _("In which lists"),
    "change": _("What became of it"),
    "was": _("Before"),
    "became": _("After"),
}
NAMED = [(name, name) for name in dict.fromkeys((*CLASSES, *SHOWN))]


class MeetingChangesQuery(ChangesQuery):
    """As for the changes of one meeting; without any of them all that is not as before."""

    meeting = serializers.IntegerField(min_value=1, help_text="Id of a meeting.")
    was = serializers.ChoiceField(NAMED, required=False)
    became = serializers.ChoiceField(NAMED, required=False)


def changes(reader: Reader, words: Words) -> Table:
    """Raises Http404 where there is no such meeting for the reader, or none to compare with."""
    asked = dict(words)
    meetings = meetings_of(reader.user, on=reader.today)
    meeting = meetings.filter(pk=asked.pop("meeting")).first()
    if meeting is None:
        raise Http404
    check_held(meeting)
    sides = _sides(meeting, reader, asked)
    if sides is None:
        raise Http404
    sight: Sight[Passage] = Sight(reader.user, meeting, on=reader.today)
    listed = Shown(Passages(sides.before, sides.after), _wanted(asked), sight)

    def said() -> list[tuple[str, str]]:
        about = _about(meeting, sides, asked)
        return [*about, *figured.visible(listed.seen, listed.count), *figured.made_now(reader)]

    return Table(COLUMNS, lambda: iter(listed), lambda: sum(1 for _each in listed), said)


def _sides(meeting: Meeting, reader: Reader, asked: dict[str, Any]) -> Sides | None:
    since, until = asked.pop("since", None), asked.pop("until", None)
    try:
        return sides_of(meeting, today=reader.today, since=since, until_now=bool(until))
    except Meeting.DoesNotExist:
        return None


def _wanted(asked: dict[str, Any]) -> Wanted:
    classes = {name: classes_of([asked.get(name, "")]) for name in ("was", "became")}
    chosen = CHOSEN.keys() & asked.keys()
    return Wanted(asked.get("fact"), asked.get("change"), **classes, touched=not chosen)


def _about(meeting: Meeting, sides: Sides, asked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(_("Meeting")), f"{meeting.name} ({meeting.programme})"
    yield str(_("Compared with")), sides.earlier.name
    yield str(_("Before")), f"{sides.before.day:%d/%m/%Y}"
    yield str(_("After")), f"{sides.after.day:%d/%m/%Y}"
    for name, heading in CHOSEN.items():
        if name in asked:
            yield str(heading), _chosen(name, asked[name])


def _chosen(name: str, value: str) -> str:
    if name in ("was", "became"):
        return class_label(value)
    return str((Fact if name == "fact" else Change)(value).label)


def _lists(passage: Passage) -> str:
    return "; ".join(str(fact.label) for fact in Fact if fact in passage.facts)


def _deadline(line: Line | None) -> date | None:
    return date.fromisoformat(line.deadline) if line and line.deadline else None


COLUMNS = [
    text(_("Code"), "line.code"),
    text(_("Task"), "line.title"),
    text(_("Lead"), "line.lead"),
    Column(_("Before"), lambda passage: class_label(passage.was)),
    Column(_("After"), lambda passage: class_label(passage.became)),
    Column(_("What became of it"), lambda passage: passage.change.label),
    Column(_("In which lists"), _lists),
    Column(_("What explains it"), explained),
    Column(_("Deadline before"), lambda passage: _deadline(passage.before), Kind.DAY),
    Column(_("Deadline after"), lambda passage: _deadline(passage.after), Kind.DAY),
]

EXPORTS = {
    "meeting-changes": Export(
        _("What has changed since a meeting"), "meeting_changes", changes, MeetingChangesQuery
    ),
}
