"""The tasks of a meeting's document that one of its figures counts, as a table."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import Block
from accounts.interfaces.web.reader import Reader
from reports.interfaces.api.meeting_tasks import FigureQuery
from reports.interfaces.exports import figured
from reports.interfaces.wording.meetings import name_of
from reports.models import Meeting
from reports.queries.meetings.behind import behind, sight_of
from reports.queries.meetings.pictures import Picture, picture_of
from reports.queries.meetings.visible import meetings_of
from reports.rules.meetings.behind import CLASSES, Figure
from reports.rules.meetings.frozen import Line
from reports.rules.meetings.held import check_held
from reports.rules.meetings.passages import GONE, class_label
from tracker.lib.exporting.table import Column, Export, Kind, Table, Words, integer, text


class MeetingTasksQuery(FigureQuery):
    """As for the tasks of one meeting; without any of them all that were in force."""

    meeting = serializers.IntegerField(min_value=1, help_text="Id of a meeting.")


def tasks(reader: Reader, words: Words) -> Table:
    """Raises Http404 where there is no such meeting for the reader, Refused if it is called off."""
    asked = dict(words)
    meetings = meetings_of(reader.user, on=reader.today)
    meeting = meetings.filter(pk=asked.pop("meeting")).first()
    if meeting is None:
        raise Http404
    check_held(meeting)
    figure, picture = Figure(**asked), picture_of(meeting, today=reader.today)
    shown = behind(picture, figure, sight_of(reader.user, meeting, on=reader.today))

    def said() -> list[tuple[str, str]]:
        about = _about(meeting, picture, figure)
        return [*about, *figured.visible(shown.seen, shown.count), *figured.made_now(reader)]

    columns = list(_columns(figure, picture))
    return Table(columns, lambda: iter(shown), lambda: sum(1 for _each in shown), said)


def _about(meeting: Meeting, picture: Picture, figure: Figure) -> Iterator[tuple[str, str]]:
    yield str(_("Meeting")), f"{meeting.name} ({meeting.programme})"
    yield str(_("Cut-off")), f"{picture.day:%d/%m/%Y}"
    yield str(_("Held against")), str(figure.deadline.label)
    if meeting.frozen:
        yield "SHA-256", meeting.frozen.sha256
    if figure.standing:
        yield str(_("Standing")), str(dict(CLASSES)[figure.standing])
    if figure.block:
        yield str(_("Block")), str(Block(figure.block).label)
    if figure.organisation:
        yield str(_("Lead")), name_of(picture.by_code[figure.organisation])


def _columns(figure: Figure, picture: Picture) -> Iterator[Column]:
    """In the words of the document, held against the deadline of the figure."""
    who = picture.by_code
    yield from (text(_("Code"), "code"), text(_("Task"), "title"))
    yield from (text(_("Instrument"), "instrument"), text(_("Clause"), "clause"))
    yield Column(_("Lead"), lambda line: name_of(who[line.lead]))
    yield text(_("Officer"), "officer")
    yield Column(_("Standing"), lambda line: class_label(line.standing_by(figure.deadline) or GONE))
    for heading, name in DAYS.items():
        yield Column(heading, partial(_day, name), Kind.DAY)
    yield integer(_("Per cent done"), "percent")


DAYS: dict[Any, str] = {
    _("Assigned on"): "assigned_on",
    _("First deadline"): "first_deadline",
    _("Deadline"): "deadline",
    _("Completed on"): "completed_on",
}


def _day(name: str, line: Line) -> date | None:
    said = getattr(line, name)
    return date.fromisoformat(said) if said else None


EXPORTS = {
    "meeting-tasks": Export(
        _("Tasks of a meeting's figure"), "meeting_tasks", tasks, MeetingTasksQuery
    ),
}
