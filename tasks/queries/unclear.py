"""What is unclear, and how clear the tasks of organisations and programmes are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.models import Organisation, User
from tasks.enums import UNFINISHED, Clarity
from tasks.models import Programme, Task
from tasks.queries.clarity import mended_by
from tasks.queries.standing import with_standing
from tasks.rules.clarity_score import ClarityScore
from tracker.lib.functions import Cardinality, Split
from tracker.lib.sorting import sort_key

T = TypeVar("T", Programme, Organisation)
RELATED = ("lead", "programme", "clause__instrument")


@dataclass(frozen=True)
class Scores:
    """How clear the tasks in force are, by programme and by organisation that leads them."""

    programmes: dict[Programme, ClarityScore]
    organisations: dict[Organisation, ClarityScore]


def unclear_tasks(
    user: User | AnonymousUser,
    *,
    on: date,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    clarity: Clarity | str | None = None,
    mine: bool = False,
) -> QuerySet[Task]:
    """Unfinished tasks that `user` may see on the Hanoi day `on` and that lack a clarity.

    `organisation` leads the task or has the lead below it; `clarity` is missing; with `mine`, it is
    for `user` to supply something. What is finished stays as it is: nobody can mend it. Unordered.
    """
    tasks = Task.objects.visible_to(user, on=on).filter(is_group=False, status__in=UNFINISHED)
    tasks = tasks.exclude(gaps=[])
    if programme is not None:
        tasks = tasks.filter(programme=programme)
    if organisation is not None:
        tasks = tasks.filter(lead__in=Organisation.objects.below([organisation.pk]).values("pk"))
    if clarity:
        tasks = tasks.filter(gaps__contains=[clarity])
    if mine:
        whose = mended_by(user, on=on) if isinstance(user, User) else set()
        tasks = tasks.filter(pk__in=whose)
    return tasks.select_related(*RELATED)


def scores_of(
    programmes: Collection[Programme], *, on: date, organisation: Organisation | None = None
) -> Scores:
    """Scores of the tasks in force on the Hanoi day `on`; those of `organisation` and below only.

    Two queries, three with an organisation.
    """
    tasks = with_standing(Task.objects.leaves().filter(programme__in=programmes).order_by(), on)
    if organisation is not None:
        below = Organisation.objects.below([organisation.pk]).values_list("pk", flat=True)
        tasks = tasks.filter(lead_then__in=list(below))
    missing = Cardinality(Split("lacking"))
    grouped = tasks.values("programme_id", led_by=F("lead_then")).annotate(
        total=Count("pk"), clear_tasks=Count("pk", filter=Q(clear=True)), missing=Sum(missing)
    )
    columns = ("programme_id", "led_by", "total", "clear_tasks", "missing")
    rows = list(grouped.values_list(*columns))
    leads = Organisation.objects.in_bulk({led_by for _programme, led_by, *_counts in rows})
    by_pk = {programme.pk: programme for programme in programmes}
    return Scores(
        _summed((by_pk[programme], counts) for programme, _lead, *counts in rows),
        _summed((leads[led_by], counts) for _programme, led_by, *counts in rows),
    )


def _summed(rows: "Iterable[tuple[T, list[int]]]") -> dict[T, ClarityScore]:
    """The counts of each, added up; in the order of their names."""
    found: dict[T, list[int]] = defaultdict(lambda: [0, 0, 0])
    for whose, counts in rows:
        found[whose] = [sum(pair) for pair in zip(found[whose], counts, strict=True)]
    return {whose: ClarityScore(*found[whose]) for whose in sorted(found, key=_by_name)}


def _by_name(whose: Programme | Organisation) -> str:
    return sort_key(str(whose))
