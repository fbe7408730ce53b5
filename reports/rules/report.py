"""What was asked, and the answer: the same for command, API and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation
from reports.enums import Slice
from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, rounded
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation, Standing
from tasks.models import Instrument, Programme

# What tells the slices of a report apart: an id, or the code of a block.
Key = int | str

# The counts that are shown, in their order.
SHOWN = ("total", *Standing.values)


@dataclass(frozen=True)
class Question:
    """Which tasks are counted, as of which Hanoi day, as it happened or as known then.

    `within` limits the report to programmes with these ids: those of which the reader is a
    member. None means all. `heirs` is needed where organisations are taken as they are now: id of
    each that has ended → who has its place today. `participation` says whether an organisation,
    that of the filter too, is counted with the tasks it leads or with those it joins.
    """

    as_of: date
    knowledge: Knowledge = Knowledge.HAPPENED
    deadline: DeadlineBasis = DeadlineBasis.IN_FORCE
    programme: Programme | None = None
    instrument: Instrument | None = None
    organisation: Organisation | None = None
    by: Slice | None = None
    within: frozenset[int] | None = None
    organised: Organised = Organised.THEN
    heirs: Mapping[int, int] = field(default_factory=dict)
    participation: Participation = Participation.LEAD


@dataclass(frozen=True)
class Row:
    """The counts of one slice. `key` is a code or number, `name` in the reader's language."""

    key: str
    name: str
    counts: Counts


@dataclass(frozen=True)
class Report:
    """The totals, and one row for each slice that has tasks; no rows when none was asked for."""

    question: Question
    totals: Counts
    rows: tuple[Row, ...]

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API: measures are fractions to four decimals, or null."""
        question = self.question
        return {
            "as_of": question.as_of.isoformat(),
            "knowledge": question.knowledge.value,
            "deadline": question.deadline.value,
            "organised": question.organised.value,
            "participation": question.participation.value,
            "programme": question.programme.code if question.programme else None,
            "totals": figures(self.totals),
            "rows": [{"key": r.key, "name": r.name, **figures(r.counts)} for r in self.rows],
        }


def figures(counts: Counts) -> dict[str, int | float | None]:
    """Counts and measures under their names."""
    measured = {measure.code: measure.value(counts) for measure in MEASURES}
    return {name: counts.of(name) for name in SHOWN} | {
        code: None if value is None else float(rounded(value, 4))
        for code, value in measured.items()
    }
