"""What was asked, and the answer: the same for command, API and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation
from reports.enums import Slice
from reports.rules.counts import Counts, CountsDisagree
from reports.rules.measures import MEASURES, rounded
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation, Standing
from tasks.models import Instrument, Programme

# What tells the slices of a report apart: an id, a code, or None for tasks that have neither.
Key = int | str | None

# The counts that are shown, in their order.
SHOWN = ("total", *Standing.values)


@dataclass(frozen=True)
class Question:
    """Which tasks are counted, as of which Hanoi day, as it happened or as known then.

    `within` limits the report to programmes with these ids: those of which the reader is a
    member. None means all. `heirs` is needed where organisations are taken as they are now: id of
    each that has ended → who has its place today. `participation` says whether an organisation,
    that of the filter too, is counted with the tasks it leads or with those it joins.

    `across` crosses the slice `by` with a second one. `only` are further filters: slice → the key
    of its row. With `subtree` an organisation is counted with all below it; `under` is needed then:
    id of each organisation that is asked about → the one whose row has it. `is_today`: that day is
    not over, so the tally may have the answer.
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
    across: Slice | None = None
    only: Mapping[Slice, str] = field(default_factory=dict)
    subtree: bool = False
    under: Mapping[int, int] = field(default_factory=dict)
    is_today: bool = False


@dataclass(frozen=True)
class Row:
    """The counts of one slice. `key` is a code or number, `name` in the reader's language."""

    key: str
    name: str
    counts: Counts


@dataclass(frozen=True)
class Cell:
    """The counts of one slice crossed with another: of the rows with these two keys."""

    key: str
    across: str
    counts: Counts


@dataclass(frozen=True)
class Report:
    """The totals, and one row for each slice that has tasks; no rows when none was asked for.

    Crossed with a second slice it has a row for each of that in `columns`, and `cells`. Raises
    CountsDisagree where rows do not sum to the totals, or cells to their rows and columns; by
    participation they may sum to more, never to less.
    """

    question: Question
    totals: Counts
    rows: tuple[Row, ...]
    columns: tuple[Row, ...] = ()
    cells: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        if self.question.by:
            self._check("the rows", self.totals, [row.counts for row in self.rows])
        if self.question.across:
            self._check("the columns", self.totals, [row.counts for row in self.columns])
            for row in self.rows:
                cells = [cell.counts for cell in self.cells if cell.key == row.key]
                self._check(f"the cells of the row {row.key}", row.counts, cells)
            for row in self.columns:
                cells = [cell.counts for cell in self.cells if cell.across == row.key]
                self._check(f"the cells of the column {row.key}", row.counts, cells)

    def _check(self, what: str, whole: Counts, parts: list[Counts]) -> None:
        summed = sum(parts, Counts())
        joined = self.question.participation is Participation.JOINED
        if summed.total < whole.total if joined else summed != whole:
            raise CountsDisagree(f"{what} sum to {summed}, not to {whole}")

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
