"""A crossing as a table: a line for each row, a cell for each column."""

from dataclasses import dataclass

from reports.interfaces.web.behind import tasks_behind
from reports.interfaces.wording.rates import shown
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE
from reports.rules.report import Report, Row


@dataclass(frozen=True)
class Square:
    """What stands where a row meets a column, or in a total; `tasks` leads to the list behind."""

    counts: Counts
    rate: str
    tasks: str


@dataclass(frozen=True)
class Matrix:
    """`lines`: each row with its squares, None where there are no tasks, and its total."""

    columns: tuple[Row, ...]
    lines: list[tuple[Row, list[Square | None], Square]]
    totals: list[Square]
    total: Square


def matrix(report: Report) -> Matrix | None:
    """None for a report that crosses nothing."""
    question = report.question
    if question.across is None:
        return None
    both, cells = (question.by, question.across), {(c.key, c.across): c for c in report.cells}

    def square(row: Row, column: Row) -> Square | None:
        cell = cells.get((row.key, column.key))
        if cell is None:
            return None
        return _square(cell.counts, tasks_behind(question, row, column, by=both))

    return Matrix(
        report.columns,
        [
            (
                row,
                [square(row, column) for column in report.columns],
                _square(row.counts, tasks_behind(question, row, by=both[:1])),
            )
            for row in report.rows
        ],
        [
            _square(column.counts, tasks_behind(question, column, by=both[1:]))
            for column in report.columns
        ],
        _square(report.totals, tasks_behind(question)),
    )


def _square(counts: Counts, tasks: str) -> Square:
    return Square(counts, shown(HEADLINE, counts), tasks)
