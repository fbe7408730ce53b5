"""How clear many tasks are: the share of clear ones, and the mean score of six."""

from dataclasses import dataclass
from fractions import Fraction

from tasks.enums import Clarity


@dataclass(frozen=True)
class ClarityScore:
    """Of `total` tasks in force `clear` lack nothing; all together lack `gaps` clarities."""

    total: int
    clear: int
    gaps: int

    @property
    def share(self) -> Fraction | None:
        """Clear tasks among all, 0 to 1; None where there are none. The measure "clarity"."""
        return Fraction(self.clear, self.total) if self.total else None

    @property
    def mean(self) -> Fraction | None:
        """How many of the six are clear on average, 0 to 6; None where there are no tasks."""
        return len(Clarity) - Fraction(self.gaps, self.total) if self.total else None
