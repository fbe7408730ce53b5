"""What stands under an instrument, and what could become of it under one that supersedes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tasks.enums import UNFINISHED, Act, Fate, Status
from tasks.models import Clause, Instrument, Task, TaskEvent
from tracker.lib.functions import Fold

# Programme, lead and folded title: two tasks that share them say the same.
Said = tuple[int, int | None, str]


@dataclass(frozen=True)
class Proposal:
    """What becomes of `task` unless the secretary decides otherwise.

    `clause` of the new instrument says the same as the task's own; `replaced_by` is a task from
    the new instrument that does.
    """

    task: Task
    fate: Fate
    clause: Clause | None = None
    replaced_by: Task | None = None


def open_under(instrument: Instrument) -> QuerySet[Task]:
    """The unfinished tasks that stand under `instrument`, by code.

    A task stands under the instrument of its clause until it is continued under another.
    """
    continued = TaskEvent.objects.filter(task=OuterRef("pk"), act=Act.CONTINUE)
    last = Subquery(continued.order_by("-revision").values("act_instrument")[:1])
    return (
        Task.objects.leaves()
        .filter(status__in=UNFINISHED)
        .alias(under=Coalesce(last, F("clause__instrument"), output_field=BigIntegerField()))
        .filter(under=instrument.pk)
        .annotate(said=Fold("title"))
        .select_related("lead", "clause", "programme")
        .order_by("code_key", "pk")
    )


def could_replace(instrument: Instrument) -> QuerySet[Task]:
    """Tasks from the clauses of `instrument` that are drafted, owed or done; no groups."""
    tasks = Task.objects.filter(clause__instrument=instrument, is_group=False)
    possible = tasks.filter(status__in=(Status.DRAFT, *UNFINISHED, Status.COMPLETED))
    return possible.annotate(said=Fold("title")).order_by("code_key", "pk")


def proposals(instrument: Instrument, supersedes: Instrument) -> list[Proposal]:
    """One for each open task of `supersedes`, by code. Three queries, however many there are.

    Nothing is ever proposed to be withdrawn: what has no counterpart goes on.
    """
    same: dict[Said, list[Task]] = defaultdict(list)
    for task in could_replace(instrument):
        same[_said(task)].append(task)
    clauses = {clause.number: clause for clause in instrument.clauses.all()}
    return [_proposal(task, same[_said(task)], clauses) for task in open_under(supersedes)]


def _said(task: Any) -> Said:
    return (task.programme_id, task.lead_id, task.said)


def _proposal(task: Task, same: Iterable[Task], clauses: Mapping[str, Clause]) -> Proposal:
    replacing = next((other for other in same if other.pk != task.pk), None)
    if replacing is not None:
        return Proposal(task, Fate.REPLACE, replaced_by=replacing)
    clause = clauses.get(task.clause.number)
    alike = clause is not None and clause.text == task.clause.text
    return Proposal(task, Fate.CONTINUE, clause=clause if alike else None)
