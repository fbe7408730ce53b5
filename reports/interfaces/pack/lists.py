"""The lists that a meeting goes through, each with its length."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from reports.interfaces.charts.specs import ages_chart
from reports.interfaces.pack.document import (
    Block,
    Cells,
    Chart,
    Column,
    Heading,
    Kind,
    Rows,
    Table,
)
from reports.rules.pack.contents import Lists, Told
from reports.rules.pack.lists import (
    MOST,
    Heard,
    ListedObstacle,
    ListedRequest,
    ListedReview,
    Listing,
)

Item = TypeVar("Item")


def blocks(lists: Lists) -> Iterator[Block]:
    """Each under a heading of its own; one that is empty says so."""
    yield _heading(_("Overdue tasks"), lists.overdue)
    if spec := ages_chart(lists.ages):
        alt = ", ".join(f"{age.label}: {count}" for age, count in lists.ages.items())
        yield Chart(_("Overdue tasks by days late"), alt, spec)
    yield _overdue(lists.overdue)
    yield _heading(_("Deadlines within thirty days"), lists.coming)
    yield _coming(lists.coming)
    yield _heading(_("Extensions asked"), lists.requests)
    yield _requests(lists.requests)
    yield _heading(_("Obstacles without an answer"), lists.obstacles)
    yield _obstacles(lists.obstacles)
    yield _heading(_("Unclear tasks"), lists.unclear)
    yield _unclear(lists.unclear)
    yield _heading(_("Reviews waiting"), lists.reviews)
    yield _reviews(lists.reviews)


def _heading(text: str, found: Listing[Item]) -> Heading:
    return Heading(f"{text} ({found.count})")


def _task_columns() -> list[Column]:
    return [
        Column(_("Code"), Kind.CODE, 13),
        Column(_("Task"), width=25),
        Column(_("Lead"), width=15),
    ]


def _overdue(found: Listing[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Officer"), width=12),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Days late"), Kind.NUMBER, 7),
        Column(_("Last update"), width=22),
    ]

    def cells(one: Told) -> Cells:
        last = heard(one.heard, one.task.percent)
        return (*_task(one), one.task.officer, one.task.due, one.days_late, last)

    return _table(_("Overdue"), columns, found, cells)


def _coming(found: Listing[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Officer"), width=14),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Days left"), Kind.NUMBER, 8),
        Column(_("Per cent done"), Kind.NUMBER, 8),
    ]

    def cells(one: Told) -> Cells:
        return (*_task(one), one.task.officer, one.task.due, one.days_left, one.task.percent)

    return _table(_("Coming deadlines"), columns, found, cells)


def _requests(found: Listing[ListedRequest]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Asked on"), Kind.DAY, 12),
        Column(_("From"), Kind.DAY, 12),
        Column(_("To"), Kind.DAY, 12),
        Column(_("Reason"), width=20),
    ]

    def cells(one: ListedRequest) -> Cells:
        asked = (one.asked_on, one.old_deadline, one.new_deadline, one.reason)
        return (*_task(Told.of(one.task)), *asked)

    return _table(_("Extensions asked"), columns, found, cells)


def _obstacles(found: Listing[ListedObstacle]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Obstacle"), width=20),
        Column(_("Asked of"), width=15),
        Column(_("Answer due"), Kind.DAY, 12),
        Column(_("Days late"), Kind.NUMBER, 7),
    ]

    def cells(one: ListedObstacle) -> Cells:
        raised = (one.text, str(one.asked), one.answer_by, one.days_late)
        return (*_task(Told.of(one.task)), *raised)

    return _table(_("Obstacles without an answer"), columns, found, cells)


def _unclear(found: Listing[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Missing clarities"), width=20),
    ]

    def cells(one: Told) -> Cells:
        return (*_task(one), one.task.due, ", ".join(str(gap.label) for gap in one.gaps))

    return _table(_("Unclear tasks"), columns, found, cells)


def _reviews(found: Listing[ListedReview]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Product"), width=18),
        Column(_("Completed on"), Kind.DAY, 12),
        Column(_("Submitted on"), Kind.DAY, 12),
        Column(_("Working days"), Kind.NUMBER, 8),
    ]

    def cells(one: ListedReview) -> Cells:
        claimed = (one.product, one.completed_on, one.recorded_on, one.waited)
        return (*_task(Told.of(one.task)), *claimed)

    return _table(_("Reviews waiting"), columns, found, cells)


def _table(
    sheet: str, columns: Sequence[Column], found: Listing[Item], cells: Callable[[Item], Cells]
) -> Table:
    return Table(sheet, columns, Rows(found, cells), found.count, empty=_("None."), most=MOST)


def _task(one: Told) -> Cells:
    return (one.task.code, one.task.title, one.task.lead)


def heard(last: Heard | None, percent: int) -> str:
    """The newest report: its day, how far, and what it says."""
    if last is None:
        return _("nothing reported")
    said = " ".join(f"{last.narrative} {last.obstacle}".split())
    return f"{last.on:%d/%m/%Y}: {percent} %. {said}".rstrip()
