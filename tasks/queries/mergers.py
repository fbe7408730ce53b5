"""Mergers: what would pass, what is planned, and what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation, Succession
from tasks.models import Merger, Task
from tasks.rules.passing import PASSES, Capacity, capacities_of
from tracker.lib.refused import Refused

MANY = 1000


@dataclass(frozen=True)
class Passing:
    """A task, what of it passes, and to whom."""

    task: Task
    capacities: tuple[Capacity, ...]
    to: Organisation


@dataclass(frozen=True)
class MergerPreview:
    """What would pass if `predecessor` ended and `successor` took over on the Hanoi day `on`."""

    predecessor: Organisation
    successor: Organisation
    on: date
    passings: "Passings"


def preview_merger(
    predecessor: Organisation, *, successor: Organisation | None = None, on: date
) -> MergerPreview:
    """Every open task that `predecessor` leads, joins or decides on, with who would have it.

    `successor` is the default one of the organisation unless named; where there is none either,
    raises Refused.
    """
    heir = successor or default_successor(predecessor)
    if heir is None:
        raise Refused(
            _("Name the organisation that takes over."), code="missing", field="successor"
        )
    return MergerPreview(predecessor, heir, on, Passings(predecessor.pk, heir))


@dataclass(frozen=True)
class Passings:
    """All that would pass, by code; read anew each time one goes through it, MANY at a time."""

    predecessor: int
    heir: Organisation

    def __iter__(self) -> Iterator[Passing]:
        return self._of(self._tasks().order_by("code_key", "pk"))

    def after(self, task: int, most: int) -> list[Passing]:
        """No more than `most` of them by id, of tasks with a higher one."""
        later = self._tasks().filter(pk__gt=task).order_by("pk")
        return list(islice(self._of(later), most))

    def _tasks(self) -> QuerySet[Task]:
        return concerned(self.predecessor).select_related("lead", "programme", "clause__instrument")

    def _of(self, tasks: QuerySet[Task]) -> Iterator[Passing]:
        for task in tasks.iterator(chunk_size=MANY):
            if capacities := capacities_of(task, self.predecessor):
                yield Passing(task, tuple(capacities), self.heir)


def default_successor(predecessor: Organisation) -> Organisation | None:
    """Who takes over by default, as far as that is known already."""
    defaults = Succession.objects.filter(predecessor=predecessor, is_default=True)
    found = defaults.select_related("successor").first()
    return found.successor if found else None


def concerned(organisation: int) -> QuerySet[Task]:
    """Open tasks, drafts among them, that the organisation leads, joins or decides on.

    Those that it joins with a part that is done already are here too; nothing of them passes.
    """
    business = Q(lead=organisation) | Q(joined__contains=[organisation])
    return Task.objects.filter(business | Q(authority=organisation), status__in=PASSES)


def due_mergers(on: date) -> QuerySet[Merger]:
    """Those whose day has come, in the order in which they happen; those carried out too.

    None that was called off.
    """
    related = Merger.objects.select_related("predecessor", "successor", "instrument", "by")
    return related.filter(on__lte=on, called_off_at=None).order_by("on", "pk")


def all_mergers() -> QuerySet[Merger]:
    """Planned, carried out and called off, the latest first."""
    named = ("predecessor", "successor", "instrument", "by", "called_off_by")
    return Merger.objects.select_related(*named).order_by("-on", "-pk")
