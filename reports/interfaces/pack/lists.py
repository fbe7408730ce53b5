"""The lists that a meeting goes through, each with its length."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.interfaces.charts.specs import ages_chart
from reports.interfaces.pack.document import Block, Cells, Chart, Column, Heading, Kind, Table
from reports.rules.pack.contents import Lists, Told
from reports.rules.pack.lists import Heard


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
    yield _requests(lists)
    yield _heading(_("Obstacles without an answer"), lists.obstacles)
    yield _obstacles(lists)
    yield _heading(_("Unclear tasks"), lists.unclear)
    yield _unclear(lists.unclear)
    yield _heading(_("Reviews waiting"), lists.reviews)
    yield _reviews(lists)


def _heading(text: str, found: Sequence[object]) -> Heading:
    return Heading(f"{text} ({len(found)})")


def _task_columns() -> list[Column]:
    return [
        Column(_("Code"), Kind.CODE, 13),
        Column(_("Task"), width=25),
        Column(_("Lead"), width=15),
    ]


def _overdue(found: Sequence[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Officer"), width=12),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Days late"), Kind.NUMBER, 7),
        Column(_("Last update"), width=22),
    ]
    rows = [
        (
            *_task(one),
            one.task.officer,
            one.task.due,
            one.days_late,
            heard(one.heard, one.task.percent),
        )
        for one in found
    ]
    return _table(_("Overdue"), columns, rows)


def _coming(found: Sequence[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Officer"), width=14),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Days left"), Kind.NUMBER, 8),
        Column(_("Per cent done"), Kind.NUMBER, 8),
    ]
    rows = [
        (*_task(one), one.task.officer, one.task.due, one.days_left, one.task.percent)
        for one in found
    ]
    return _table(_("Coming deadlines"), columns, rows)


def _requests(lists: Lists) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Asked on"), Kind.DAY, 12),
        Column(_("From"), Kind.DAY, 12),
        Column(_("To"), Kind.DAY, 12),
        Column(_("Reason"), width=20),
    ]
    rows = [
        (
            *_task(Told.of(one.task)),
            one.asked_on,
            one.old_deadline,
            one.new_deadline,
            one.reason,
        )
        for one in lists.requests
    ]
    return _table(_("Extensions asked"), columns, rows)


def _obstacles(lists: Lists) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Obstacle"), width=20),
        Column(_("Asked of"), width=15),
        Column(_("Answer due"), Kind.DAY, 12),
        Column(_("Days late"), Kind.NUMBER, 7),
    ]
    rows = [
        (*_task(Told.of(one.task)), one.text, str(one.asked), one.answer_by, one.days_late)
        for one in lists.obstacles
    ]
    return _table(_("Obstacles without an answer"), columns, rows)


def _unclear(found: Sequence[Told]) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Deadline"), Kind.DAY, 12),
        Column(_("Missing clarities"), width=20),
    ]
    rows = [
        (*_task(one), one.task.due, ", ".join(str(gap.label) for gap in one.gaps)) for one in found
    ]
    return _table(_("Unclear tasks"), columns, rows)


def _reviews(lists: Lists) -> Table:
    columns = [
        *_task_columns(),
        Column(_("Product"), width=18),
        Column(_("Completed on"), Kind.DAY, 12),
        Column(_("Submitted on"), Kind.DAY, 12),
        Column(_("Working days"), Kind.NUMBER, 8),
    ]
    rows = [
        (*_task(Told.of(one.task)), one.product, one.completed_on, one.recorded_on, one.waited)
        for one in lists.reviews
    ]
    return _table(_("Reviews waiting"), columns, rows)


def _table(sheet: str, columns: Sequence[Column], rows: Sequence[Cells]) -> Table:
    return Table(sheet, columns, rows, len(rows), empty=_("None."))


def _task(one: Told) -> Cells:
    return (one.task.code, one.task.title, one.task.lead)


def heard(last: Heard | None, percent: int) -> str:
    """The newest report: its day, how far, and what it says."""
    if last is None:
        return _("nothing reported")
    said = " ".join(f"{last.narrative} {last.obstacle}".split())
    return f"{last.on:%d/%m/%Y}: {percent} %. {said}".rstrip()
