"""A ladder, what was changed about it, and what goes out on a day, as files."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from notifications.interfaces.ladder_rows import RungRow, going
from notifications.queries.day_preview import preview_day
from notifications.queries.forecast import FARTHEST
from notifications.queries.ladder import decisions_of, readable_ladders, rungs_of
from tasks.models import Programme
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import Column, Export, Table, Words, day, moment, of_rows, text


class OfProgramme(Query):
    programme = serializers.IntegerField(min_value=1, help_text="Id of a programme.")


class OfDay(OfProgramme):
    day = serializers.DateField(help_text="Hanoi day, at most a year ahead.")


def ladder(reader: Any, words: Words) -> Table:
    """The rungs in the order in which they come."""
    columns = [
        text(_("Code"), "rung.code"),
        text(_("When"), "when"),
        text(_("Who is told"), "who"),
        Column(_("Leaves"), lambda row: row.rung.get_urgency_display()),
        Column(_("In use"), lambda row: _("yes") if row.rung.is_active else _("no")),
    ]
    return of_rows(columns, [RungRow(rung) for rung in rungs_of(_programme(reader, words))])


def changes(reader: Any, words: Words) -> Table:
    """What was decided about its rungs, the latest first."""
    columns = [
        Column(_("Rung"), lambda one: RungRow(one.rung).when),
        Column(_("Who is told"), lambda one: RungRow(one.rung).who),
        Column(_("Decided"), lambda one: one.get_ruling_display()),
        text(_("Why"), "reason"),
        text(_("Done by"), "by"),
        moment(_("Recorded at"), "recorded_at"),
    ]
    return of_rows(columns, list(decisions_of(_programme(reader, words))))


def preview(reader: Any, words: Words) -> Table:
    """What went out on a day, or would."""
    programme, asked = _programme(reader, words), words["day"]
    if asked > reader.today + FARTHEST:
        raise Http404
    found = preview_day(programme, asked, now=reader.now)
    columns = [
        text(_("Who"), "person"),
        text(_("Address"), "line.recipient.email"),
        text(_("Task"), "code"),
        text(_("Occasion"), "when"),
        day(_("Counted from"), "line.entry.anchor"),
        day(_("Due on"), "line.entry.due_day"),
        Column(_("Leaves"), lambda row: row.line.rung.get_urgency_display()),
        Column(_("State"), lambda row: row.state.label),
        moment(_("Settled at"), "line.entry.at"),
    ]
    return of_rows(columns, going(found, found.entries, reader))


def _programme(reader: Any, words: Words) -> Programme:
    on: date = reader.today
    found = readable_ladders(reader.user, on=on).filter(pk=words["programme"]).first()
    if found is None:
        raise Http404
    return found


EXPORTS = {
    "ladder": Export(_("Ladder of reminders"), "ladders", ladder, OfProgramme),
    "ladder-changes": Export(_("Changes of the ladder"), "ladders", changes, OfProgramme),
    "ladder-preview": Export(_("What goes out on a day"), "ladders", preview, OfDay),
}
