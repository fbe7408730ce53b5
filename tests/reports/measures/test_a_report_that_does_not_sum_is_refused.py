"""Rows and cells that do not make up their totals are no report."""

from datetime import date
from typing import Any

import pytest

from reports.enums import Slice
from reports.rules.counts import Counts, CountsDisagree
from reports.rules.report import Cell, Question, Report, Row
from tasks.enums import Participation

ONE, TWO = Counts(1, overdue=1), Counts(2, overdue=2)
ASKED: dict[str, Any] = {"by": Slice.BLOCK, "across": Slice.THEME}


def crossed(rows: Counts, columns: Counts, cell: Counts, **words: Any) -> Report:
    return Report(
        Question(date(2025, 11, 15), **ASKED | words),
        TWO,
        (Row("ministries", "Ministries", rows),),
        (Row("data", "Data", columns),),
        (Cell("ministries", "data", cell),),
    )


def test_what_sums_is_reported() -> None:
    assert crossed(TWO, TWO, TWO).totals == TWO


@pytest.mark.parametrize("parts", [(ONE, TWO, TWO), (TWO, ONE, TWO), (TWO, TWO, ONE)])
@pytest.mark.parametrize("participation", Participation)
def test_what_sums_to_less_is_not(
    parts: tuple[Counts, Counts, Counts], participation: Participation
) -> None:
    with pytest.raises(CountsDisagree):
        crossed(*parts, participation=participation)


def test_rows_of_one_slice_alone() -> None:
    with pytest.raises(CountsDisagree):
        Report(Question(date(2025, 11, 15), by=Slice.BLOCK), TWO, (Row("x", "X", ONE),))


def test_by_participation_a_task_stands_in_several_rows() -> None:
    question = Question(date(2025, 11, 15), by=Slice.BLOCK, participation=Participation.JOINED)
    rows = (Row("x", "X", ONE), Row("y", "Y", ONE))
    assert Report(question, ONE, rows).totals == ONE
