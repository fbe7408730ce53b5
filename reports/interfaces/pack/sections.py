"""The tables of the pack that come from the report itself."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.interfaces.pack.document import Cells, Column, Kind, Rate, Table
from reports.interfaces.wording.rates import legend, measured, shown, standings
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE, CLASSES, HEADLINE, Measure
from reports.rules.pack.contents import Pack, TaskLine
from reports.rules.report import Row
from reports.rules.trend import Point

RATES = [BY_CODE[code] for code in ("on_time_rate", "due_completion_rate", "completion_rate")]
POINTS = 12  # of a trend, in a table


def standings_table(counts: Counts) -> Table:
    """The standings with their sum."""
    columns = [Column(_("Standing"), width=4), Column(_("Tasks"), Kind.NUMBER)]
    rows = standings(counts)
    return Table(_("Standings"), columns, rows, len(rows), total=(_("Total"), counts.total))


def measures_table(counts: Counts) -> Table:
    """Every measure with its figure, formula, and the counts put in."""
    columns = [
        Column(_("Measure"), width=5),
        Column(_("Figure"), Kind.RATE, 2),
        Column(_("Formula"), width=4),
        Column(_("In numbers"), width=4),
        Column(_("Leaves out"), width=6),
    ]
    rows = [
        (each.name, rate(each.measure, counts), each.measure.formula, each.numbers, each.leaves_out)
        for each in measured(counts)
    ]
    return Table(_("Measures"), columns, rows, len(rows))


def legend_line() -> str:
    """What the symbols of the formulas stand for."""
    return "; ".join(f"{symbol}: {meaning}" for symbol, meaning in legend()) + "."


def slices_table(name: str, rows: Sequence[Row], totals: Counts) -> Table:
    """Counts and rates of each slice, and of all."""
    columns = [
        Column(name, width=11),
        Column("N", Kind.NUMBER, 2),
        Column("C1", Kind.NUMBER, 2),
        Column("C2", Kind.NUMBER, 2),
        Column(_("In time"), Kind.NUMBER, 3),
        Column("O", Kind.NUMBER, 2),
        Column(_("Regular"), Kind.NUMBER, 4),
        *(Column(str(measure.name), Kind.RATE, 5) for measure in RATES),
    ]
    cells = [_slice(row.name, row.counts) for row in rows]
    return Table(name, columns, cells, len(cells), _slice(_("Total"), totals), _("no tasks"))


def _slice(name: str, counts: Counts) -> Cells:
    return (
        name,
        counts.total,
        counts.completed_on_time,
        counts.completed_late,
        counts.in_time,
        counts.overdue,
        counts.regular,
        *(rate(measure, counts) for measure in RATES),
    )


def rate(measure: Measure, counts: Counts) -> Rate:
    """A measure as a cell."""
    return Rate(measure.value(counts), shown(measure, counts), measure.numbers(counts))


def standings_alt(rows: Sequence[Row]) -> str:
    """The drawing of the standings in words."""
    return "; ".join(
        f"{row.name}: " + ", ".join(f"{row.counts.sum_of(parts)} {name}" for name, parts in CLASSES)
        for row in rows
    )


def trend_alt(points: Sequence[Point]) -> str:
    """The drawing of the trend in words: where it begins and ends."""
    first, last = points[0], points[-1]
    return "; ".join(
        f"{measure.name}: {first.day:%d/%m/%Y} {shown(measure, first.counts)}, "
        f"{last.day:%d/%m/%Y} {shown(measure, last.counts)}"
        for measure in (HEADLINE, BY_CODE["completion_rate"])
    )


def trend_table(points: Sequence[Point]) -> Table:
    """The last points, the newest first."""
    measures = (HEADLINE, BY_CODE["completion_rate"])
    columns = [
        Column(_("Day"), Kind.DAY, 3),
        *(Column(title, Kind.NUMBER, 2) for title in ("N", "C1", "C2", "O")),
        *(Column(str(measure.name), Kind.RATE, 4) for measure in measures),
    ]
    rows: list[Cells] = [
        (
            point.day,
            point.counts.total,
            point.counts.completed_on_time,
            point.counts.completed_late,
            point.counts.overdue,
            *(rate(measure, point.counts) for measure in measures),
        )
        for point in reversed(points[-POINTS:])
    ]
    return Table(_("Trend"), columns, rows, len(rows))


def annex(pack: Pack) -> Table:
    """Every task; the rows are read from the database as they are written."""
    columns = [
        Column(_("No."), Kind.NUMBER, 3),
        Column(_("Code"), Kind.CODE, 6),
        Column(_("Task"), width=22),
        Column(_("Instrument"), Kind.CODE, 7),
        Column(_("Lead"), width=12),
        Column(_("Deadline"), Kind.DAY, 7),
        Column(_("First deadline"), Kind.DAY, 7),
        Column(_("Standing"), width=8),
        Column(_("Per cent done"), Kind.NUMBER, 4),
        Column(_("Completed on"), Kind.DAY, 7),
    ]
    return Table(_("Annex"), columns, Lines(pack.annex), _count(pack))


def _count(pack: Pack) -> int:
    """A document lists also what is no longer in force."""
    return len(pack.annex) if isinstance(pack.annex, Sized) else pack.report.totals.total


@dataclass(frozen=True)
class Lines:
    """The tasks as rows, as often as they are asked for."""

    tasks: Iterable[TaskLine]

    def __iter__(self) -> Iterator[Cells]:
        return (_line(number, task) for number, task in enumerate(self.tasks, start=1))


def _line(number: int, task: TaskLine) -> Cells:
    return (
        number,
        task.code,
        task.title,
        task.instrument,
        task.lead,
        task.due,
        task.first_deadline,
        str(task.standing.label) if task.standing else _("not in force any more"),
        task.percent,
        task.completed_on,
    )
