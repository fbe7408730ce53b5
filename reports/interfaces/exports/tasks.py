"""Tasks, drafts, and what of tasks is unclear."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader
from accounts.models import Organisation
from reports.interfaces.exports import figured
from tasks.enums import Clarity, DeadlineBasis, Knowledge, Standing, Status
from tasks.interfaces.api.serializers.clarity import ScoresQuery, UnclearQuery
from tasks.interfaces.api.serializers.queries import TaskQuery
from tasks.interfaces.web import clarity, listing
from tasks.interfaces.web.drafting import check_oversees
from tasks.models import Task
from tasks.queries import inbox
from tasks.queries.clarity import Mending, mending_of
from tasks.queries.listing import filtered_tasks, size_of_figure
from tasks.queries.parts import SeenPart, seen_parts
from tasks.queries.programmes import programmes_of
from tasks.queries.then import put_back
from tasks.queries.unclear import scores_of, unclear_tasks
from tasks.rules.clarity import score
from tasks.rules.standing import standing_of
from tracker.lib.exporting.table import (
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    of_queryset,
    of_rows,
    text,
)
from tracker.lib.rounding import rounded

CODE, TITLE = text(_("Code"), "code"), text(_("Task"), "title")
PROGRAMME = text(_("Programme"), "programme.code")
INSTRUMENT = text(_("Instrument"), "clause.instrument.number")
CLAUSE = text(_("Clause"), "clause.number")
LEAD = text(_("Lead"), "lead")
# All that the columns read of a task, and nothing else: its steps are short, its words may be long.
READ = (
    *("code", "title", "status", "is_group", "percent", "gaps", "joined"),
    *("phases", "phase_from", "deadlines", "deadline_from"),
    *("first_deadline", "assigned_on", "completed_on"),
    *("programme__code", "clause__number", "clause__instrument__number"),
    *("lead__name", "lead__name_en", "officer__full_name", "officer__username"),
)


def tasks(reader: Reader, words: Words) -> Table:
    as_of, basis = words.get("as_of"), words["basis"]
    found = filtered_tasks(reader.user, on=reader.today, **words)
    related = found.select_related("lead", "clause__instrument", "programme", "officer")
    said = partial(_behind, reader, words, found) if words.get("figure") else tuple
    if as_of is None:
        ordered = related.only(*READ).order_by(*listing.open_first(basis))
        return of_queryset([*_told(reader.today, basis), *_now()], ordered, statement=said)
    knowledge = words.get("knowledge", Knowledge.HAPPENED)
    return of_queryset(
        list(_told(as_of, basis)),
        related.order_by(*listing.SOONEST_FIRST),
        prepared=lambda chunk: put_back(chunk, day=as_of, knowledge=knowledge),
        statement=said,
    )


def _behind(reader: Reader, words: Words, found: Any) -> list[tuple[str, str]]:
    """Of a list behind a figure: how much of it these tasks are, on which day, and when made."""
    counted = size_of_figure(reader.user, on=reader.today, **words)
    day_of_figure = words.get("as_of") or reader.today
    knowledge = words.get("knowledge", Knowledge.HAPPENED)
    return [
        (say("Cut-off"), f"{day_of_figure:%d/%m/%Y}"),
        (say("Knowledge"), str(knowledge.label)),
        (say("Held against"), str(words["basis"].label)),
        *figured.visible(found.order_by().count(), counted),
        *figured.made_now(reader),
    ]


def _told(on: Any, basis: DeadlineBasis) -> Iterator[Column]:
    other = listing.other_basis(basis)
    yield from (CODE, TITLE, PROGRAMME, INSTRUMENT, CLAUSE, LEAD)
    yield Column(_("Status"), lambda task: Status(task.status).label)
    yield Column(_("Standing"), lambda task: _standing(task.standing))
    against = say("Against the %(basis)s") % {"basis": other.label}
    yield Column(against, lambda task: _standing(standing_of(task, on, other)))
    yield day(_("First deadline"), "first_deadline")
    yield day(_("Deadline"), "due")
    yield day(_("Completed on"), "completed_on")
    yield integer(_("Per cent done"), "percent")
    yield Column(_("Clarities of six"), lambda task: score(task.gaps), Kind.INTEGER)


def _now() -> Iterator[Column]:
    """What is not told of a past day."""
    names = {one.pk: one for one in Organisation.objects.only("name", "name_en")}
    yield day(_("Assigned on"), "assigned_on")
    yield text(_("Officer"), "officer")
    yield Column(_("Co-agencies"), lambda task: "; ".join(str(names[pk]) for pk in task.joined))


def _standing(value: str | None) -> str:
    return str(Standing(value).label) if value else ""


def task_form(given: QueryDict, reader: Reader) -> Words | None:
    form = listing.Narrowing(given, today=reader.today)
    return listing.narrowed_by(form) if form.is_valid() else None


def drafts(reader: Reader, _words: Words) -> Table:
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    columns = [CODE, TITLE, PROGRAMME, INSTRUMENT, CLAUSE, LEAD, day(_("Deadline"), "deadline")]
    group = Column(_("Given to a group"), lambda task: _("yes") if task.is_group else "")
    return of_queryset([*columns, group], inbox.drafts(reader.seats).order_by("code_key", "pk"))


def owed(reader: Reader, _words: Words) -> Table:
    """What the reader's organisations owe, the soonest first."""
    unit = text(_("Unit"), "unit")
    columns = [*_told(reader.today, DeadlineBasis.IN_FORCE), unit, text(_("Officer"), "officer")]
    return of_queryset(columns, inbox.owed_by(reader.seats, on=reader.today))


@dataclass(frozen=True)
class Contribution:
    """The part of one co-agency in a task."""

    task: Task
    part: SeenPart


def joined(reader: Reader, _words: Words) -> Table:
    """The parts of the reader's organisations in tasks of others."""
    own = inbox.own_organisations(reader.seats)

    def parts(chunk: list[Task]) -> Iterable[Contribution]:
        seen = seen_parts(chunk, on=reader.today)
        pairs = ((task, part) for task in chunk for part in seen[task.pk])
        return (Contribution(*pair) for pair in pairs if pair[1].organisation.pk in own)

    columns = [
        text(_("Code"), "task.code"),
        text(_("Task"), "task.title"),
        text(_("Lead"), "task.lead"),
        text(_("Organisation"), "part.organisation"),
        text(_("Part"), "part.part"),
        Column(_("Standing"), lambda row: _standing(row.part.standing)),
        day(_("Deadline"), "part.due"),
        integer(_("Per cent done"), "part.percent"),
        day(_("Done on"), "part.done_on"),
    ]
    return of_queryset(columns, inbox.joined_by(reader.seats, on=reader.today), prepared=parts)


@dataclass(frozen=True)
class Gap:
    """One clarity that one task lacks."""

    task: Task
    score: int
    mending: Mending


def unclear(reader: Reader, words: Words) -> Table:
    found = unclear_tasks(reader.user, on=reader.today, **words).order_by("code_key", "pk")

    def gaps(chunk: list[Task]) -> Iterable[Gap]:
        mending = mending_of(chunk, on=reader.today)
        for task in chunk:
            missing = mending[task.pk]
            yield from (Gap(task, score([m.clarity for m in missing]), m) for m in missing)

    columns = [
        text(_("Code"), "task.code"),
        text(_("Task"), "task.title"),
        text(_("Programme"), "task.programme.code"),
        text(_("Lead"), "task.lead"),
        integer(_("Clarities of six"), "score"),
        Column(_("What is missing"), lambda gap: Clarity(gap.mending.clarity).label),
        day(_("Missing since"), "mending.since"),
        Column(_("Who must supply it"), lambda gap: "; ".join(map(str, gap.mending.menders))),
    ]
    return of_queryset(columns, found, prepared=gaps)


def unclear_form(given: QueryDict, _reader: Reader) -> Words | None:
    form = clarity.Narrowing(given)
    return clarity.asked_by(form) if form.is_valid() else None


def scores(reader: Reader, words: Words) -> Table:
    programmes = programmes_of(reader.user, on=reader.today)
    if (wanted := words.get("programme")) is not None:
        programmes = programmes.filter(pk=wanted.pk)
    organisation = words.get("organisation")
    found = scores_of(list(programmes), on=reader.today, organisation=organisation)
    columns = [
        Column(_("By"), lambda row: row[0]),
        Column(_("Code"), lambda row: row[1].code),
        Column(_("Name"), lambda row: row[1]),
        Column(_("Tasks"), lambda row: row[2].total, Kind.INTEGER),
        Column(_("Clear"), lambda row: row[2].clear, Kind.INTEGER),
        Column(_("Share"), lambda row: _rounded(row[2].share, 4), Kind.SHARE),
        Column(_("Mean of six"), lambda row: _rounded(row[2].mean, 2), Kind.NUMBER),
    ]
    of_programmes = [(_("Programme"), *pair) for pair in found.programmes.items()]
    led = [(_("Organisation"), *pair) for pair in found.organisations.items()]
    return of_rows(columns, [*of_programmes, *led], partial(_scored, reader, words))


def _scored(reader: Reader, words: Words) -> list[tuple[str, str]]:
    """What the scores are about, and how they are computed."""
    share = (say("Share"), f"{say('Clear')} / {say('Tasks')}")
    mean = (say("Mean of six"), say("clarities that a task has, on the average of the tasks"))
    what, day, *made = figured.seen_of(reader, words)
    return [what, day, share, mean, *made]


def _rounded(value: Any, places: int) -> Any:
    return None if value is None else rounded(value, places)


EXPORTS = {
    "tasks": Export(_("Tasks"), "task_list", tasks, TaskQuery, task_form),
    "owed": Export(_("What we owe"), "home", owed),
    "joined": Export(_("What we contribute to"), "home", joined),
    "drafts": Export(_("Drafts"), "draft_list", drafts),
    "clarity": Export(_("Unclear tasks"), "clarity", unclear, UnclearQuery, unclear_form),
    "clarity-scores": Export(_("Clarity scores"), "clarity", scores, ScoresQuery, unclear_form),
}
