"""The on-time rate against the deadline in force and against the first, side by side."""

from dataclasses import dataclass, replace
from typing import Any

from reports.domain.rates import answer_to
from reports.interfaces.web.table import rows_of
from reports.interfaces.wording.rates import shown
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE
from reports.rules.report import Report
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
    elsewise = answer_to(replace(report.question, deadline=other))
    held = {asked: report, other: elsewise}
    return {
        "both": [_held(basis, held[basis]) for basis in DeadlineBasis],
        "other_basis": other,
        "other_total": _headline(elsewise.totals),
        "rows": list(rows_of(report, {row.key: _headline(row.counts) for row in elsewise.rows})),
    }


def _held(basis: DeadlineBasis, report: Report) -> Held:
    counts = report.totals
    return Held(basis, _headline(counts), HEADLINE.numbers(counts))


def _headline(counts: Counts) -> str:
    return shown(HEADLINE, counts)
