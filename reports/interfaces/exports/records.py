"""What has been entered: instruments, clauses, organisations; and what happened to one task."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Value
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import Block, OrganisationKind
from accounts.interfaces.api.serializers import OrganisationQuery
from accounts.interfaces.web.reader import Reader
from accounts.models import Organisation
from accounts.queries import deputies_with
from reports.enums import JobState
from reports.interfaces.job_files import title_of
from reports.interfaces.reading import readable
from reports.queries.jobs import jobs_of
from reports.queries.meetings.visible import meetings_of
from tasks.domain.merging import check_may_merge, check_plans_mergers
from tasks.enums import InstrumentKind, Status
from tasks.interfaces.api.serializers.instruments import InstrumentQuery
from tasks.interfaces.api.serializers.mergers import MergerPreviewQuery
from tasks.interfaces.sentences import told
from tasks.models import Clause, Instrument, Programme, Task, Theme
from tasks.queries.history import events_of
from tasks.queries.mergers import all_mergers, preview_merger
from tasks.rules.passing import Capacity
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import (
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    moment,
    of_queryset,
    text,
)
from tracker.lib.functions import Fold

CODE, NAME = text(_("Code"), "code"), text(_("Name"), "name")
ENGLISH = text(_("English name"), "name_en")


class OfTask(Query):
    """For what belongs to one task."""

    task = serializers.IntegerField(min_value=1, help_text="Id of a task.")


class OfInstrument(Query):
    """For what belongs to one instrument."""

    instrument = serializers.IntegerField(min_value=1, help_text="Id of an instrument.")


def task_of(reader: Reader, words: Words) -> Task:
    """Raises Http404 for one that the reader does not see."""
    found = Task.objects.visible_to(reader.user, on=reader.today).filter(pk=words["task"]).first()
    if found is None:
        raise Http404
    return found


def history(reader: Reader, words: Words) -> Table:
    """The oldest first."""
    found = events_of(task_of(reader, words)).order_by("revision")
    columns = [
        integer(_("Number"), "event.revision"),
        day(_("Happened on"), "event.act_on"),
        moment(_("Recorded at"), "event.recorded_at"),
        integer(_("Working days late"), "days_late"),
        text(_("What happened"), "sentence"),
        Column(_("What changed"), _changes),
        text(_("Note"), "event.act_note"),
        text(_("Why recorded late"), "event.act_late_reason"),
        text(_("Authorising instrument"), "event.act_instrument.number"),
    ]
    return of_queryset(columns, found, prepared=told)


def _changes(row: Any) -> str:
    return "; ".join(f"{each.label}: {each.before} → {each.after}" for each in row.changes)


def instruments(_reader: Reader, words: Words) -> Table:
    narrowed = dict(words)
    found = Instrument.objects.select_related("issuer")
    for word in narrowed.pop("text", "").split():
        found = found.filter(folded__contains=Fold(Value(word)))
    columns = [
        text(_("Number"), "number"),
        Column(_("Kind"), lambda one: InstrumentKind(one.kind).label),
        text(_("Title"), "title"),
        text(_("Issuer"), "issuer"),
        day(_("Issued on"), "issued_on"),
        text(_("Source"), "source_url"),
    ]
    return of_queryset(columns, found.filter(**narrowed))


def clauses(_reader: Reader, words: Words) -> Table:
    found = Instrument.objects.filter(pk=words["instrument"]).first()
    if found is None:
        raise Http404
    columns = [
        text(_("Clause"), "number"),
        text(_("Text"), "text"),
        text(_("Theme"), "theme"),
    ]
    of_it = Clause.objects.filter(instrument=found).select_related("theme")
    return of_queryset(columns, of_it.order_by("position", "pk"))


def mergers(reader: Reader, _words: Words) -> Table:
    check_plans_mergers(reader.seats)
    columns = [
        text(_("Organisation that ends"), "predecessor"),
        text(_("Takes over by default"), "successor"),
        day(_("On"), "on"),
        text(_("Authorising instrument"), "instrument.number"),
        text(_("Why"), "reason"),
        text(_("Planned by"), "by"),
        moment(_("Carried out"), "done_at"),
    ]
    return of_queryset(columns, all_mergers())


def merger_preview(reader: Reader, words: Words) -> Table:
    """What would pass, and to whom."""
    check_plans_mergers(reader.seats)
    check_may_merge(words["predecessor"], by=reader.user, now=reader.now)
    columns = [
        text(_("Code"), "task.code"),
        text(_("Task"), "task.title"),
        Column(_("Status"), lambda row: Status(row.task.status).label),
        Column(_("What passes"), lambda row: "; ".join(_capacities(row.capacities))),
        text(_("To"), "to"),
    ]
    found = preview_merger(**words).passings
    return Table(columns, lambda: found, lambda: sum(1 for _each in found))


def _capacities(found: Iterable[Any]) -> Iterable[str]:
    return (str(Capacity(each).label) for each in found)


def deputies(reader: Reader, _words: Words) -> Table:
    columns = [
        text(_("Deputy"), "deputy"),
        text(_("Head"), "head"),
        text(_("Organisation"), "organisation"),
        day(_("First day"), "from_day"),
        day(_("Last day"), "until_day"),
        day(_("Ended early on"), "ended_on"),
    ]
    return of_queryset(columns, deputies_with(reader.user))


def organisations(_reader: Reader, words: Words) -> Table:
    found = Organisation.objects.select_related("parent")
    if "alive_on" in words:
        found &= Organisation.objects.alive_on(words["alive_on"])
    if "block" in words:
        found = found.filter(block=words["block"])
    for word in words.get("text", "").split():
        found = found.filter(folded__contains=Fold(Value(word)))
    columns = [
        *(CODE, NAME, ENGLISH),
        Column(_("Kind"), lambda one: OrganisationKind(one.kind).label),
        Column(_("Block"), lambda one: Block(one.block).label),
        text(_("Belongs to"), "parent"),
        day(_("Alive from"), "alive_from"),
        day(_("Alive until"), "alive_until"),
    ]
    return of_queryset(columns, found)


def programmes(_reader: Reader, _words: Words) -> Table:
    columns = [CODE, NAME, ENGLISH, text(_("Owner"), "owner")]
    return of_queryset(columns, Programme.objects.select_related("owner"))


def themes(_reader: Reader, _words: Words) -> Table:
    return of_queryset([CODE, NAME, ENGLISH], Theme.objects.all())


def meetings(reader: Reader, _words: Words) -> Table:
    """Raises PermissionDenied for a member of no programme, as the page does."""
    readable(reader.user, on=reader.today)
    columns = [
        text(_("Meeting"), "name"),
        text(_("Programme"), "programme"),
        text(_("Organisation"), "organisation"),
        day(_("Held on"), "held_on"),
        day(_("Cut-off"), "cut_off"),
        text(_("Planned by"), "by"),
        moment(_("Frozen at"), "frozen.frozen_at"),
        moment(_("Called off at"), "called_off_at"),
        text(_("Why called off"), "called_off_reason"),
    ]
    return of_queryset(columns, meetings_of(reader.user, on=reader.today))


def files(reader: Reader, _words: Words) -> Table:
    """What the reader has ordered."""
    columns = [
        Column(_("File"), title_of),
        moment(_("Asked for at"), "asked_at"),
        Column(_("State"), lambda job: JobState(job.state).label),
        Column(_("Size"), lambda job: job.size or None, Kind.INTEGER),
        text("SHA-256", "sha256"),
    ]
    return of_queryset(columns, jobs_of(reader.user))


EXPORTS = {
    "history": Export(_("History of a task"), "task", history, OfTask),
    "instruments": Export(_("Instruments"), "instrument_list", instruments, InstrumentQuery),
    "clauses": Export(_("Clauses of an instrument"), "instrument", clauses, OfInstrument),
    "mergers": Export(_("Mergers"), "mergers", mergers),
    "merger-preview": Export(
        _("What would pass in a merger"), "merger_new", merger_preview, MergerPreviewQuery
    ),
    "deputies": Export(_("Deputies"), "deputies", deputies),
    "organisations": Export(_("Organisations"), "home", organisations, OrganisationQuery),
    "programmes": Export(_("Programmes"), "home", programmes),
    "themes": Export(_("Themes"), "home", themes),
    "meetings": Export(_("Meetings"), "meeting_list", meetings),
    "files": Export(_("My files"), "job_list", files),
}
