"""An instrument point by point: each clause with its tasks, as they stood on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from reports.queries.pack.last_updates import newest_updates
from reports.queries.pack.sides import claims_by
from reports.rules.counts import Counts
from reports.rules.pack.lists import Heard
from reports.rules.report import Question
from tasks.enums import Outcome
from tasks.models import Clause, Submission, Task
from tasks.queries.listing import filtered_tasks
from tasks.queries.then import put_back

MOST = 1000  # so many tasks are on the page; the file has all
ACCEPTED = Q(outcome=Outcome.ACCEPTED) | Q(outcome=Outcome.REVOKED)


@dataclass(frozen=True)
class Point:
    """A task as it was on that day, what was last heard of it, and its accepted product.

    `group` is the parent of a task given to many: only before the first of them.
    """

    task: Task
    heard: Heard | None = None
    product: Submission | None = None
    group: Task | None = None


@dataclass(frozen=True)
class ClausePoints:
    """A clause; the counts are of all its tasks that the reader may see, listed or not."""

    clause: Clause
    counts: Counts
    points: list[Point] = field(default_factory=list)


def tasks_of(question: Question, user: User, *, on: date) -> QuerySet[Task]:
    """The tasks that the question counts, as far as `user` may see them today, by clause."""
    found = filtered_tasks(
        user,
        on=on,
        instrument=question.instrument,
        programme=question.programme,
        as_of=question.as_of,
        knowledge=question.knowledge,
        basis=question.deadline,
        figure=True,
    )
    related = found.select_related("clause", "parent", "programme")
    return related.order_by("clause__position", "clause", "code_key", "pk")


def points_of(question: Question, tasks: Iterable[Task]) -> list[Point]:
    """What is told of each of `tasks`, in their order. Four queries."""
    then = put_back(tasks, day=question.as_of, knowledge=question.knowledge)
    ids = [task.pk for task in then]
    heard, products = newest_updates(question, ids), _products(question, ids)
    points, before = [], None
    for task in then:
        group = task.parent if task.parent_id != before else None
        before = task.parent_id
        points.append(Point(task, heard.get(task.pk), products.get(task.pk), group))
    return points


def point_by_point(question: Question, user: User, *, on: date) -> list[ClausePoints]:
    """Every clause of the instrument in its order, MOST tasks in all. Eight queries."""
    tasks = tasks_of(question, user, on=on)
    by_clause: dict[int, list[Point]] = defaultdict(list)
    for point in points_of(question, tasks[:MOST]):
        by_clause[point.task.clause_id].append(point)
    counts = _counts(tasks)
    clauses = Clause.objects.filter(instrument=question.instrument)
    return [
        ClausePoints(clause, counts.get(clause.pk, Counts()), by_clause[clause.pk])
        for clause in clauses
    ]


def _counts(tasks: QuerySet[Any]) -> dict[int, Counts]:
    """Id of a clause → how its tasks stand."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    grouped = tasks.order_by().values_list("clause", "standing").annotate(count=Count("pk"))
    for clause, standing, count in grouped:
        found[clause][standing] += count
        found[clause]["total"] += count
    return {clause: Counts(**counted) for clause, counted in found.items()}


def _products(question: Question, tasks: Collection[int]) -> dict[int, Submission]:
    """Id of each task → what had been accepted by that day and was not revoked by then."""
    day = question.as_of
    held = Q(revoked_on=None) | Q(revoked_on__gt=day)
    found = claims_by(question).filter(ACCEPTED, held, task__in=tasks, decided_on__lte=day)
    newest = found.order_by("task_id", "-pk").distinct("task_id")
    return {each.task_id: each for each in newest}
