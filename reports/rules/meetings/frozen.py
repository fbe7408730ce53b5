"""What is put before a meeting: a line for each task, the figures they add up to, and both as text.

The text is canonical: one JSON object on each line, keys sorted, no blanks, letters as they are.
Numbers are whole, but for rates, which are rounded to four decimals. So the same facts always give
the same bytes. The first line is the head, whose SHA-256 is the digest of the document; the tasks
follow, EACH lines to a part, and the head names the SHA-256 of every part.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, Measure, rounded
from tasks.enums import DeadlineBasis
from tracker.lib.adding import numbers_of, summed

VERSION = 1
EACH = 1000  # lines of a part
COUNTS = tuple(field.name for field in fields(Counts))


@dataclass(frozen=True, slots=True)
class Line:
    """A leaf task on the cut-off day; days are ISO texts, "" stands for none.

    `standing` is "" where the task is not in force any more. `event` is the id of the last event
    of the task that had been recorded, and `digest` that event's, which covers all before it.
    """

    id: int
    code: str
    title: str
    lead: str
    officer: str
    clause_id: int
    instrument: str
    clause: str
    assigned_on: str
    phase: str
    since: str
    standing: str
    standing_first: str
    deadline: str
    first_deadline: str
    completed_on: str
    percent: int
    gaps: tuple[str, ...]
    event: int
    digest: str

    def as_data(self) -> dict[str, Any]:
        """As it stands in the document."""
        return asdict(self) | {"gaps": list(self.gaps)}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From the document. Raises TypeError or KeyError for what is no line."""
        return cls(**{**data, "gaps": tuple(data["gaps"])})

    def text(self) -> str:
        """Its line of the document."""
        return f"{canonical(self.as_data())}\n"

    def standing_by(self, basis: DeadlineBasis) -> str:
        return self.standing_first if basis is DeadlineBasis.FIRST else self.standing


@dataclass(frozen=True)
class Names:
    """What organisations and people (by id) were called when the document was made.

    Names have no history. So they are frozen with the document, and figures refer to them. Of
    clauses there may be as many as tasks: what they were called stands on each line.
    """

    organisations: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Formula:
    """A measure as the document defines it: a later version of the product may have others."""

    code: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    formula: str

    @classmethod
    def of_measure(cls, measure: Measure) -> Self:
        return cls(measure.code, measure.numerator, measure.denominator, measure.formula)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        above, below = tuple(data["numerator"]), tuple(data["denominator"])
        return cls(data["code"], above, below, data["formula"])

    def value(self, counts: Counts) -> float | None:
        """To four decimals; None where the denominator is zero."""
        measure = Measure(self.code, "", self.numerator, self.denominator, "")  # type: ignore[arg-type]
        exact = measure.value(counts)
        return None if exact is None else float(rounded(exact, 4))

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {
            "numerator": list(self.numerator),
            "denominator": list(self.denominator),
        }


def formulas_today() -> list[Formula]:
    """Those of which all terms are counted here."""
    return [
        Formula.of_measure(measure)
        for measure in MEASURES
        if {*measure.numerator, *measure.denominator} <= {*COUNTS}
    ]


def canonical(data: object) -> str:
    """`data` as the one text that stands for it."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Tally:
    """Counts of lines as they pass by: of those in force by lead, against either deadline."""

    def __init__(self) -> None:
        self.lines = 0
        self.leads: set[str] = set()
        self._found: Counter[tuple[DeadlineBasis, str, str]] = Counter()

    def watched(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, each counted."""
        for line in lines:
            self.add(line)
            yield line

    def add(self, line: Line) -> None:
        self.lines += 1
        self.leads.add(line.lead)
        for basis in DeadlineBasis:
            if standing := line.standing_by(basis):
                for name in ("total", standing, *([] if line.gaps else ["clear"])):
                    self._found[basis, line.lead, name] += 1

    def counts(self) -> "ByLead":
        """Raises CountsDisagree for a standing that nobody knows."""
        return {
            basis: {
                lead: Counts(**{name: self._found[basis, lead, name] for name in COUNTS})
                for lead in sorted(self.leads)
                if self._found[basis, lead, "total"]
            }
            for basis in DeadlineBasis
        }


# For either deadline: code of an organisation that leads something in force → its counts.
ByLead = Mapping[DeadlineBasis, Mapping[str, Counts]]


def figures(counts: ByLead, names: Names, formulas: Sequence[Formula]) -> dict[str, dict[str, Any]]:
    """In total, by block and by organisation, against either deadline."""
    blocks = {said["code"]: said["block"] for said in names.organisations.values()}
    return {
        basis.value: {
            "total": _figure(found.values(), formulas),
            "blocks": _sliced(found, blocks, formulas),
            "organisations": _sliced(found, {code: code for code in found}, formulas),
        }
        for basis, found in counts.items()
    }


def _sliced(
    found: Mapping[str, Counts], keys: Mapping[str, str], formulas: Sequence[Formula]
) -> dict[str, Any]:
    """Only slices with a task in force, as everywhere."""
    sliced: dict[str, list[Counts]] = {}
    for lead, counts in found.items():
        sliced.setdefault(keys[lead], []).append(counts)
    return {key: _figure(sliced[key], formulas) for key in sorted(sliced)}


def _figure(found: Iterable[Counts], formulas: Sequence[Formula]) -> dict[str, Any]:
    counts = summed(Counts, found)
    rates = {formula.code: formula.value(counts) for formula in formulas}
    return {"counts": dict(zip(COUNTS, numbers_of(counts), strict=True)), "rates": rates}


def counts_in(figure: Mapping[str, Any]) -> Counts:
    """The counts of one figure of a document."""
    return Counts(**figure["counts"])
