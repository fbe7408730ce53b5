"""Who comes first: organisations in the order of one measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from reports.rules.counts import Counts
from reports.rules.measures import DUE, Measure, rounded

# Below so many due tasks one more or less would move a rate too far to rank by it.
LEAST_DUE = 5

# Measures of which less is better.
LESS_IS_BETTER = frozenset({"overdue_share"})


class Counted(Protocol):
    """A row of a report."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def counts(self) -> Counts: ...


# Why a place has no rank.
WHY_NOT = ("no_figure", "too_few_due")


@dataclass(frozen=True)
class Place:
    """One organisation in a ranking.

    `rank` is None where it is not ranked: it has no figure (`value`), or fewer due tasks than the
    ranking asks for. `before` is its place on the earlier day; None where none was asked for, or
    it was not there.
    """

    key: str
    name: str
    value: Fraction | None
    due: int
    rank: int | None = None
    before: "Place | None" = None

    @property
    def why_not(self) -> str:
        """Why it has no rank: "no_figure", "too_few_due"; empty where it has one."""
        if self.rank is not None:
            return ""
        return "no_figure" if self.value is None else "too_few_due"

    @property
    def change(self) -> Fraction | None:
        """By how much its figure has changed since; None where one of them is unknown."""
        if self.before is None or self.before.value is None or self.value is None:
            return None
        return self.value - self.before.value

    @property
    def climbed(self) -> int | None:
        """How many ranks it has gained since; None where it lacked a rank on either day."""
        if self.before is None or self.before.rank is None or self.rank is None:
            return None
        return self.before.rank - self.rank

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API: fractions to four decimals."""
        before = self.before
        return {
            "key": self.key,
            "name": self.name,
            "rank": self.rank,
            "value": _fraction(self.value),
            "due": self.due,
            "why_not": self.why_not or None,
            "rank_before": before.rank if before else None,
            "value_before": _fraction(before.value) if before else None,
            "change": _fraction(self.change),
            "climbed": self.climbed,
        }


@dataclass(frozen=True)
class Ranking:
    """The places by `measure`, ranked ones first; compared with those of the day `since`."""

    measure: Measure
    least: int
    since: date | None
    places: tuple[Place, ...]
    by_key: Mapping[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {place.key: place for place in self.places})

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API."""
        return {
            "measure": self.measure.code,
            "least": self.least,
            "since": self.since.isoformat() if self.since else None,
            "rows": [place.as_data() for place in self.places],
        }


def ranked(rows: Iterable[Counted], measure: Measure, least: int = LEAST_DUE) -> list[Place]:
    """The best first; equals share a rank, and the next has as many ranks less: 1, 2, 2, 4.

    Exact fractions are compared, so what is equal is equal. Those without a rank come last. Within
    a rank, and among the last, the order of `rows` stays.
    """
    places = [_place(row, measure) for row in rows]
    able = [place for place in places if place.value is not None and place.due >= least]
    worth = {place.key: _worth(place.value, measure) for place in able}
    ordered = sorted(able, key=lambda place: -worth[place.key])
    first: dict[Fraction, int] = {}
    for number, place in enumerate(ordered, start=1):
        first.setdefault(worth[place.key], number)
    unable = [place for place in places if place.key not in worth]
    return [replace(place, rank=first[worth[place.key]]) for place in ordered] + unable


def compared(places: Iterable[Place], earlier: Iterable[Place]) -> list[Place]:
    """`places`, each with its place of the earlier day."""
    before = {place.key: place for place in earlier}
    return [replace(place, before=before.get(place.key)) for place in places]


def _place(row: Counted, measure: Measure) -> Place:
    return Place(row.key, row.name, measure.value(row.counts), row.counts.sum_of(DUE))


def _worth(value: Fraction | None, measure: Measure) -> Fraction:
    known = value or Fraction()
    return -known if measure.code in LESS_IS_BETTER else known


def _fraction(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value, 4))
