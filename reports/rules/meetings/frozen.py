"""What is put before a meeting: a line for each task, the figures they add up to, and both as text.

The text is canonical: one JSON object, keys sorted, no blanks, letters as they are. Numbers are
whole, but for rates, which are rounded to four decimals. So the same facts always give the same
bytes, and `sha256sum` of the downloaded file is the digest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from typing import Any, Self

from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, Measure, rounded
from tasks.enums import DeadlineBasis, Standing

VERSION = 1
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

    def standing_by(self, basis: DeadlineBasis) -> str:
        return self.standing_first if basis is DeadlineBasis.FIRST else self.standing


@dataclass(frozen=True)
class Names:
    """What organisations (by id), people and clauses were called when the document was made.

    Names have no history. So they are frozen with the document, and figures refer to them.
    """

    organisations: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]
    clauses: Mapping[str, Mapping[str, str]]

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


def counted(lines: Iterable[Line], basis: DeadlineBasis) -> Counts:
    """Those in force. Raises CountsDisagree for a standing that nobody knows."""
    found = dict.fromkeys(COUNTS, 0)
    for line in lines:
        standing = line.standing_by(basis)
        if standing:
            found["total"] += 1
            found["clear"] += not line.gaps
            if standing in Standing.values:
                found[standing] += 1
    return Counts(**found)


def figures(
    lines: Sequence[Line], names: Names, formulas: Sequence[Formula]
) -> dict[str, dict[str, Any]]:
    """In total, by block and by organisation, against either deadline."""
    blocks = {said["code"]: said["block"] for said in names.organisations.values()}
    return {
        basis.value: {
            "total": _figure(lines, basis, formulas),
            "blocks": dict(_sliced(lines, basis, formulas, blocks)),
            "organisations": dict(_sliced(lines, basis, formulas, {code: code for code in blocks})),
        }
        for basis in DeadlineBasis
    }


def _sliced(
    lines: Sequence[Line],
    basis: DeadlineBasis,
    formulas: Sequence[Formula],
    keys: Mapping[str, str],
) -> Iterator[tuple[str, Any]]:
    """Only slices with a task in force, as everywhere."""
    sliced: dict[str, list[Line]] = {}
    for line in lines:
        if line.standing_by(basis):
            sliced.setdefault(keys[line.lead], []).append(line)
    for key in sorted(sliced):
        yield key, _figure(sliced[key], basis, formulas)


def _figure(
    lines: Iterable[Line], basis: DeadlineBasis, formulas: Sequence[Formula]
) -> dict[str, Any]:
    counts = counted(lines, basis)
    rates = {formula.code: formula.value(counts) for formula in formulas}
    return {"counts": dict(zip(COUNTS, astuple(counts), strict=True)), "rates": rates}


def counts_in(figure: Mapping[str, Any]) -> Counts:
    """The counts of one figure of a document."""
    return Counts(**figure["counts"])
