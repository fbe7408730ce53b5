"""How the work goes: the answer to the same question as the rates, for command, API and page."""

from dataclasses import dataclass, field

from reports.rules.measures import rounded
from reports.rules.report import Question
from reports.rules.statement import Made, made_from, told
from reports.rules.work.counts import COUNTS, WorkCounts
from reports.rules.work.measures import WORK_MEASURES


@dataclass(frozen=True)
class WorkRow:
    """The counts of one slice. `key` is a code or number, `name` in the reader's language."""

    key: str
    name: str
    counts: WorkCounts


@dataclass(frozen=True)
class WorkReport:
    """The totals, and one row for each slice that has tasks; no rows when none was asked for."""

    question: Question
    totals: WorkCounts
    rows: tuple[WorkRow, ...]
    # The same figures, made again, are the same report.
    made: Made | None = field(default=None, compare=False)

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API."""
        question = self.question
        return {
            "as_of": question.as_of.isoformat(),
            "knowledge": question.knowledge.value,
            "deadline": question.deadline.value,
            "organised": question.organised.value,
            "programme": question.programme.code if question.programme else None,
            "filters": question.filters,
            "by": question.by.value if question.by else None,
            "totals": work_figures(self.totals),
            "rows": [{"key": r.key, "name": r.name, **work_figures(r.counts)} for r in self.rows],
            "statement": self._statement(),
        }

    def _statement(self) -> dict[str, object]:
        """How each figure of the totals was computed, from which history, by whom and when."""
        return {"measures": _explained(self.totals), **made_from(self.made)}


def work_figures(counts: WorkCounts) -> dict[str, int | float | None]:
    """Counts and measures under their names: to four decimals, or null."""
    measured = {measure.code: measure.value(counts) for measure in WORK_MEASURES}
    return {name: counts.of(name) for name in COUNTS} | {
        code: None if value is None else float(rounded(value, 4))
        for code, value in measured.items()
    }


def _explained(counts: WorkCounts) -> list[dict[str, object]]:
    return [
        said | {"unit": measure.unit.value, "numbers": measure.numbers(counts)}
        for measure, said in zip(WORK_MEASURES, told(WORK_MEASURES), strict=True)
    ]
