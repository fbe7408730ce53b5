"""How many tasks stand where, on one day. Counts that do not add up cannot be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from tasks.enums import Standing
from tracker.lib.adding import numbers_of, summed

by_standing = attrgetter(*Standing.values)


class CountsDisagree(ValueError):
    """The standings do not sum to the total: somebody counted wrongly, so nothing is reported."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of leaf tasks in force on one day: all of them, and by standing.

    `clear` are those with all six clarities, whatever their standing. Raises CountsDisagree
    unless the standings sum to the total.
    """

    total: int = 0
    completed_on_time: int = 0
    completed_late: int = 0
    in_time_underway: int = 0
    in_time_not_started: int = 0
    in_time_awaiting: int = 0
    in_time_suspended: int = 0
    overdue: int = 0
    regular: int = 0
    clear: int = 0

    def __post_init__(self) -> None:
        if min(numbers_of(self)) < 0 or self.clear > self.total:
            raise CountsDisagree(f"impossible: {self}")
        if sum(by_standing(self)) != self.total:
            raise CountsDisagree(f"the standings do not sum to the total: {self}")

    def of(self, name: str) -> int:
        """The count called `name`: a standing, `total` or `clear`."""
        count: int = getattr(self, name)
        return count

    def sum_of(self, names: Iterable[str]) -> int:
        """Several counts together."""
        return sum(getattr(self, name) for name in names)

    @property
    def completed(self) -> int:
        """In time or late."""
        return self.completed_on_time + self.completed_late

    @property
    def in_time(self) -> int:
        """Not completed, and nothing to reproach yet: the four parts of that standing."""
        return self.total - self.completed - self.overdue - self.regular

    def __add__(self, other: "Counts") -> "Counts":
        return summed(Counts, (self, other))
