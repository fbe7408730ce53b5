"""How regular tasks are reported on: a measure of its own, whose occurrences never enter N."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.rules.counts import CountsDisagree
from reports.rules.measures import Measure, rounded
from reports.rules.report import Key, Question
from reports.rules.statement import Made, made_from, told
from tasks.enums import Reporting
from tracker.lib.adding import numbers_of, summed

# The counts that are shown, in their order.
SHOWN = ("total", *Reporting.values)
by_class = attrgetter(*Reporting.values)

# Count → its symbol in the formula, and what the symbol stands for.
TERMS: dict[str, tuple[str, Promise]] = {
    "on_time": ("B1", _("reported on time")),
    "late": ("B2", _("reported late")),
    "overdue": ("B3", _("report overdue")),
}
LEFT_OUT = (_("waiting, not due yet"), _("excused, the task was suspended"))


@dataclass(frozen=True, slots=True)
class ReportingCounts:
    """Numbers of reporting occurrences owed by a day: all of them, and by class.

    Raises CountsDisagree unless the classes sum to the total.
    """

    total: int = 0
    on_time: int = 0
    late: int = 0
    waiting: int = 0
    overdue: int = 0
    excused: int = 0

    def __post_init__(self) -> None:
        if min(numbers_of(self)) < 0 or sum(by_class(self)) != self.total:
            raise CountsDisagree(f"the occurrences do not sum to the total: {self}")

    def of(self, name: str) -> int:
        """The count called `name`: a class, or `total`."""
        count: int = getattr(self, name)
        return count

    def sum_of(self, names: Iterable[str]) -> int:
        """Several counts together."""
        return sum(self.of(name) for name in names)

    def __add__(self, other: "ReportingCounts") -> "ReportingCounts":
        return summed(ReportingCounts, (self, other))


class ReportingMeasure(Measure):
    """A measure over occurrences instead of tasks."""

    @property
    def formula(self) -> str:
        """In symbols: "B1 / (B1 + B2 + B3)"."""
        return self._written(lambda term: TERMS[term][0])

    @property
    def words(self) -> str:
        """In the reader's words."""
        return self._written(lambda term: str(TERMS[term][1]))

    @property
    def leaves_out(self) -> list[Promise]:
        """The classes that play no part in it."""
        return list(LEFT_OUT)


REPORTING_RATE = ReportingMeasure(
    "reporting_rate",
    _("Reports on time"),
    ("on_time",),
    ("on_time", "late", "overdue"),
    _("no reports due"),
)


@dataclass(frozen=True)
class ReportingRow:
    """The counts of one slice. `key` is a code or number, `name` in the reader's language."""

    key: str
    name: str
    counts: ReportingCounts


@dataclass(frozen=True)
class ReportingReport:
    """The totals, and one row for each slice that has occurrences."""

    question: Question
    totals: ReportingCounts
    rows: tuple[ReportingRow, ...]
    # The same figures, made again, are the same report.
    made: Made | None = field(default=None, compare=False)

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API: the measure is a fraction to four decimals, or null."""
        question = self.question
        return {
            "as_of": question.as_of.isoformat(),
            "knowledge": question.knowledge.value,
            "organised": question.organised.value,
            "programme": question.programme.code if question.programme else None,
            "totals": figures(self.totals),
            "rows": [{"key": r.key, "name": r.name, **figures(r.counts)} for r in self.rows],
            "statement": self.statement(),
        }

    def statement(self) -> dict[str, object]:
        """All that is needed to ask for the same again, and to check it."""
        asked = self.question
        return {
            "programme": asked.programme.code if asked.programme else None,
            "filters": asked.filters,
            "cut_off": asked.as_of.isoformat(),
            "knowledge": asked.knowledge.value,
            "organised": asked.organised.value,
            "measures": told([REPORTING_RATE]),
            **made_from(self.made),
        }


def figures(counts: ReportingCounts) -> dict[str, int | float | None]:
    """Counts and the measure under their names."""
    value = REPORTING_RATE.value(counts)
    rate = None if value is None else float(rounded(value, 4))
    return {name: counts.of(name) for name in SHOWN} | {REPORTING_RATE.code: rate}


Counted = dict[Key, ReportingCounts]
