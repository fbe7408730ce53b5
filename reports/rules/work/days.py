"""How many days something took, over many: exact mean and median."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Days:
    """Number of days → how many took so long. Two of them add up, so slices sum to the total."""

    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        """The days of all together."""
        return sum(days * count for days, count in self.counts.items())

    @property
    def median(self) -> Fraction | None:
        """The middle one, or half the sum of the two in the middle; None for none."""
        middle = (self.count - 1) // 2, self.count // 2
        return Fraction(sum(map(self._nth, middle)), 2) if self.count else None

    def _nth(self, place: int) -> int:
        for days, count in sorted(self.counts.items()):
            if place < count:
                return days
            place -= count
        raise IndexError(place)

    def __add__(self, other: "Days") -> "Days":
        return Days(Counter(self.counts) + Counter(other.counts))


def each(days: Iterable[int]) -> Days:
    """One for each number of days."""
    return Days(Counter(days))
