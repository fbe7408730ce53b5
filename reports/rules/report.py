"""What was asked, and the answer: the same for command, API and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import Organisation
from accounts.queries.places import Place
from reports.enums import Slice
from reports.rules.counts import Counts, CountsDisagree
from reports.rules.measures import MEASURES, rounded
from reports.rules.ranking import Ranking
from reports.rules.statement import Made, made_from, told
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation, Standing
from tasks.models import Instrument, Programme
from tracker.lib.adding import summed

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
    not over, so the tally may have the answer. `places` and `themes` are what was otherwise on that
    day: id of each organisation that stood elsewhere → where, of each clause that belonged to
    another theme → that one. `memory` keeps what is worked out once for all that is asked of it.
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
    places: Mapping[int, Place] = field(default_factory=dict)
    themes: Mapping[int, int | None] = field(default_factory=dict)
    memory: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def filters(self) -> dict[str, str]:
        """What narrows it down besides the programme: name of the filter → key."""
        found = {each.value: key for each, key in self.only.items()}
        if self.instrument:
            found["instrument"] = self.instrument.number
        if self.organisation:
            found["organisation"] = self.organisation.code
        return found | ({"subtree": "yes"} if self.subtree else {})


@dataclass(frozen=True)
class Row:
    """The counts of one slice. `key` is a code or number, `name` in the reader's language.

    `identity` is what the database knows it by, where that is needed.
    """

    key: str
    name: str
    counts: Counts
    identity: Key = field(default=None, compare=False)

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API."""
        return {"key": self.key, "name": self.name, **figures(self.counts)}


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
    ranking: Ranking | None = None
    # The same figures, made again, are the same report.
    made: Made | None = field(default=None, compare=False)

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
        found = summed(Counts, parts)
        joined = self.question.participation is Participation.JOINED
        if found.total < whole.total if joined else found != whole:
            raise CountsDisagree(f"{what} sum to {found}, not to {whole}")

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API: measures are fractions to four decimals, or null."""
        question = self.question
        names = {row.key: row.name for row in self.rows}
        across = {row.key: row.name for row in self.columns}
        return {
            "as_of": question.as_of.isoformat(),
            "knowledge": question.knowledge.value,
            "deadline": question.deadline.value,
            "organised": question.organised.value,
            "participation": question.participation.value,
            "programme": question.programme.code if question.programme else None,
            "filters": question.filters,
            "by": question.by.value if question.by else None,
            "across": question.across.value if question.across else None,
            "totals": figures(self.totals),
            "rows": [row.as_data() for row in self.rows],
            "columns": [row.as_data() for row in self.columns],
            "cells": [
                {
                    "key": cell.key,
                    "name": names[cell.key],
                    "across": cell.across,
                    "across_name": across[cell.across],
                    **figures(cell.counts),
                }
                for cell in self.cells
            ],
            "ranking": self.ranking.as_data() if self.ranking else None,
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
            "deadline": asked.deadline.value,
            "organised": asked.organised.value,
            "participation": asked.participation.value,
            "measures": told(MEASURES),
            **made_from(self.made),
        }


def figures(counts: Counts) -> dict[str, int | float | None]:
    """Counts and measures under their names."""
    measured = {measure.code: measure.value(counts) for measure in MEASURES}
    return {name: counts.of(name) for name in SHOWN} | {
        code: None if value is None else float(rounded(value, 4))
        for code, value in measured.items()
    }
