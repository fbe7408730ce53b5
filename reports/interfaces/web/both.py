"""The on-time rate against the deadline in force and against the first, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reports.domain.rates import answer_to, counts_of
from reports.interfaces.web.table import rows_of
from reports.interfaces.wording.rates import shown
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE
from reports.rules.report import Key, Question, Report
from tasks.enums import DeadlineBasis


@dataclass(frozen=True)
class Held:
    """The headline against one deadline: in the reader's numerals, and with the counts put in."""

    basis: DeadlineBasis
    shown: str
    numbers: str


def held_against_both(report: Report) -> dict[str, Any]:
    """`both`: the headline against each deadline; `rows`, each with it against the other one."""
    asked = report.question.deadline
    other = next(basis for basis in DeadlineBasis if basis is not asked)
    totals, rows = _counts_of(replace(report.question, deadline=other))
    held = {asked: report.totals, other: totals}
    return {
        "both": [_held(basis, held[basis]) for basis in DeadlineBasis],
        "other_basis": other,
        "other_total": _headline(totals),
        "rows": list(rows_of(report, {row: _headline(counts) for row, counts in rows.items()})),
    }


def _counts_of(question: Question) -> tuple[Counts, Mapping[Key, Counts]]:
    """The totals, and the counts of each row by its identity; their names are known."""
    if not question.across:
        return counts_of(question)
    report = answer_to(question)
    return report.totals, {row.identity: row.counts for row in report.rows}


def _held(basis: DeadlineBasis, counts: Counts) -> Held:
    return Held(basis, _headline(counts), HEADLINE.numbers(counts))


def _headline(counts: Counts) -> str:
    return shown(HEADLINE, counts)
