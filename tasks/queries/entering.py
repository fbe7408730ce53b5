"""What of an instrument has been entered: its clauses, the drafts from each, what they lack."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, QuerySet

from tasks.enums import Status
from tasks.models import Clause, Instrument, Task
from tasks.queries.clarity import Mending, lacking_of, mending_of

RELATED = ("lead", "authority", "officer", "programme", "clause")


@dataclass(frozen=True)
class Draft:
    """A draft, or a group of them; what it lacks today and who must supply it.

    `unclear` are those members of a group that lack something.
    """

    task: Task
    mending: list[Mending]
    members: int = 0
    unclear: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether it can be assigned without a written reason."""
        return not self.mending and not self.unclear and (self.members > 0 or not self.is_group)

    @property
    def is_group(self) -> bool:
        return self.task.is_group

    @property
    def tasks(self) -> int:
        """How many tasks it is."""
        return self.members if self.is_group else 1

    @property
    def clear_tasks(self) -> int:
        """How many of them lack nothing."""
        return self.members - self.unclear if self.is_group else int(self.is_clear)


@dataclass(frozen=True)
class EnteredClause:
    """A clause, its drafts by code, and how many of its tasks have been handed out."""

    clause: Clause
    drafts: list[Draft] = field(default_factory=list)
    handed_out: int = 0

    @property
    def drafted(self) -> int:
        """How many of its tasks are drafts."""
        return sum(draft.tasks for draft in self.drafts)

    @property
    def unclear(self) -> int:
        """How many of these lack something."""
        return self.drafted - sum(draft.clear_tasks for draft in self.drafts)


@dataclass(frozen=True)
class Entered:
    """All that has been entered of one instrument."""

    clauses: list[EnteredClause]

    @cached_property
    def drafts(self) -> list[Draft]:
        return [draft for each in self.clauses for draft in each.drafts]

    @property
    def clear(self) -> list[Draft]:
        """Those that can be assigned as they are."""
        return [draft for draft in self.drafts if draft.is_clear]

    @property
    def unclear(self) -> list[Draft]:
        return [draft for draft in self.drafts if not draft.is_clear]

    @property
    def drafted(self) -> int:
        """How many tasks are drafts."""
        return sum(each.drafted for each in self.clauses)

    @property
    def drafted_clear(self) -> int:
        """How many of the drafts lack nothing."""
        return sum(draft.clear_tasks for draft in self.drafts)

    @property
    def handed_out(self) -> int:
        """How many tasks are owed, or were."""
        return sum(each.handed_out for each in self.clauses)


def entered(instrument: Instrument, *, owners: Collection[int], on: date) -> Entered:
    """What is there of `instrument` in programmes that one of `owners` (ids) owns. Six queries."""
    tasks = Task.objects.filter(clause__instrument=instrument, programme__owner__in=owners)
    drafts = drafts_in(tasks.filter(status=Status.DRAFT), on=on)
    by_clause: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_clause[draft.task.clause_id].append(draft)
    counted = tasks.exclude(status=Status.DRAFT).filter(is_group=False).order_by()
    handed_out = dict(counted.values_list("clause").annotate(count=Count("pk")))
    return Entered(
        [
            EnteredClause(clause, by_clause[clause.pk], handed_out.get(clause.pk, 0))
            for clause in instrument.clauses.select_related("theme")
        ]
    )


def drafts_in(tasks: "QuerySet[Task]", *, on: date) -> list[Draft]:
    """The drafts among `tasks` by code, members within their groups. Four queries."""
    found = list(tasks.select_related(*RELATED).order_by("code_key", "pk"))
    lacking = lacking_of(found, on=on)
    alone = [task for task in found if task.parent_id is None]
    mending = mending_of([task for task in alone if not task.is_group], on=on, lacking=lacking)
    members: dict[int | None, list[Task]] = defaultdict(list)
    for task in found:
        members[task.parent_id].append(task)
    return [_draft(task, members[task.pk], lacking, mending) for task in alone]


def _draft(
    task: Task,
    members: Iterable[Task],
    lacking: dict[int, list[str]],
    mending: dict[int, list[Mending]],
) -> Draft:
    gaps = [bool(lacking.get(member.pk)) for member in members]
    return Draft(task, mending.get(task.pk, []), len(gaps), sum(gaps))
