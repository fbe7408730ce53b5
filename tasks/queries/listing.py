"""The tasks a person may see, narrowed down. Pages, API and exports all list through this."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, QuerySet, Value

from accounts.models import Organisation, User
from tasks.enums import DeadlineBasis, Standing, Status
from tasks.models import Instrument, Programme, Task
from tasks.models.querysets import TaskQuerySet
from tasks.queries.standing import with_standing
from tracker.lib.functions import Fold

# The five classes of which every total is made, and the standings in each.
CLASSES: dict[str, frozenset[Standing]] = {
    "completed_on_time": frozenset({Standing.COMPLETED_ON_TIME}),
    "completed_late": frozenset({Standing.COMPLETED_LATE}),
    "in_time": frozenset(
        {
            Standing.IN_TIME_UNDERWAY,
            Standing.IN_TIME_NOT_STARTED,
            Standing.IN_TIME_AWAITING,
            Standing.IN_TIME_SUSPENDED,
        }
    ),
    "overdue": frozenset({Standing.OVERDUE}),
    "regular": frozenset({Standing.REGULAR}),
}

# Not in force: such a task has no standing, and is listed only when asked for by its status.
RESTING = frozenset({Status.DRAFT, Status.WITHDRAWN, Status.ENDED})


def filtered_tasks(
    user: User | AnonymousUser,
    *,
    on: date,
    organisation: Organisation | None = None,
    programme: Programme | None = None,
    instrument: Instrument | None = None,
    standing: Collection[str] | str = (),
    status: Status | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    text: str = "",
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
) -> QuerySet[Task]:
    """Leaf tasks in force on the Hanoi day `on` that `user` may see, with `standing` and `due`.

    `organisation` leads the task or has the lead below it. `standing` is one or more values of
    Standing or names of CLASSES; none means all. `due_from` and `due_to` are included. Every word
    of `text` has to occur in code or title; diacritics and case do not matter. A `status` of
    RESTING lists those instead, groups among them, without a standing. Unordered.
    """
    tasks = Task.objects.visible_to(user, on=on)
    if status is not None:
        tasks = tasks.filter(status=status)
    if organisation is not None:
        tasks = tasks.filter(lead__in=Organisation.objects.below([organisation.pk]).values("pk"))
    if programme is not None:
        tasks = tasks.filter(programme=programme)
    if instrument is not None:
        tasks = tasks.filter(clause__instrument=instrument)
    for word in text.split():
        tasks = tasks.filter(folded__contains=Fold(Value(word)))
    return _standing_as(_judged(tasks, status, on, basis), standing, due_from, due_to)


def _judged(
    tasks: TaskQuerySet, status: Status | None, on: date, basis: DeadlineBasis
) -> QuerySet[Task]:
    if status in RESTING:
        nothing = Value(None, output_field=CharField())
        return tasks.annotate(standing=nothing, due=F("deadline"))
    return with_standing(tasks.leaves(), on, basis)


def _standing_as(
    tasks: QuerySet[Any],
    standing: Collection[str] | str,
    due_from: date | None,
    due_to: date | None,
) -> QuerySet[Any]:
    names = [standing] if isinstance(standing, str) else standing
    wanted = {value for name in names if name for value in CLASSES.get(name, {name})}
    if wanted:
        tasks = tasks.filter(standing__in=sorted(wanted))
    if due_from is not None:
        tasks = tasks.filter(due__gte=due_from)
    if due_to is not None:
        tasks = tasks.filter(due__lte=due_to)
    return tasks
