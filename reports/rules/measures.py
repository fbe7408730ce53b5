"""The one definition of every measure: what is divided by what.

A new measure is one entry in MEASURES. Its formula, in symbols, in words and in numbers, and what
it leaves out are all derived from that entry, so none of them can disagree with the figure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.enums import Standing
from tracker.lib.rounding import rounded

__all__ = ["BY_CODE", "HEADLINE", "MEASURES", "TERMS", "Measure", "rounded"]

# Count → its symbol in formulas, and what the symbol stands for.
TERMS: dict[str, tuple[str, Promise]] = {
    "total": ("N", _("all tasks in force")),
    "completed_on_time": ("C1", _("completed on time")),
    "completed_late": ("C2", _("completed late")),
    "overdue": ("O", _("overdue")),
    "clear": ("R", _("tasks with all six clarities")),
}

# The five classes; "in time" is counted in four parts.
CLASSES: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (TERMS["completed_on_time"][1], ("completed_on_time",)),
    (TERMS["completed_late"][1], ("completed_late",)),
    (_("in time"), tuple(s.value for s in Standing if s.value.startswith("in_time"))),
    (TERMS["overdue"][1], ("overdue",)),
    (_("regular"), ("regular",)),
)

COMPLETED = ("completed_on_time", "completed_late")
DUE = (*COMPLETED, "overdue")


class Countable(Protocol):
    """Counts under their names."""

    def of(self, name: str) -> int: ...

    def sum_of(self, names: Iterable[str]) -> int: ...


@dataclass(frozen=True)
class Measure:
    """A rate: the counts in `numerator` together, divided by those in `denominator` together.

    `empty` is what is said where the denominator is zero: such a rate is unknown, not 0 or 100 %.
    """

    code: str
    name: Promise
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    empty: Promise

    def value(self, counts: Countable) -> Fraction | None:
        """The exact rate, or None where the denominator is zero."""
        whole = counts.sum_of(self.denominator)
        return Fraction(counts.sum_of(self.numerator), whole) if whole else None

    @property
    def formula(self) -> str:
        """In symbols: "C1 / (C1 + C2 + O)"."""
        return self._written(lambda term: TERMS[term][0])

    @property
    def words(self) -> str:
        """In the reader's words: "completed on time / (completed on time + …)"."""
        return self._written(lambda term: str(TERMS[term][1]))

    def numbers(self, counts: Countable) -> str:
        """With the counts put in: "282 / (282 + 88 + 51)"."""
        return self.in_numbers(lambda term: str(counts.of(term)))

    def in_numbers(self, write: Callable[[str], str]) -> str:
        """The same, with what `write` makes of the name of each count."""
        return self._written(write)

    @property
    def leaves_out(self) -> list[Promise]:
        """The classes of tasks that play no part in it; empty where it looks at all tasks."""
        parts = {*self.numerator, *self.denominator}
        if "total" in parts:
            return []
        return [name for name, standings in CLASSES if parts.isdisjoint(standings)]

    def _written(self, write: Callable[[str], str]) -> str:
        above, below = (
            " + ".join(write(term) for term in terms)
            for terms in (self.numerator, self.denominator)
        )
        above = f"({above})" if len(self.numerator) > 1 else above
        below = f"({below})" if len(self.denominator) > 1 else below
        return f"{above} / {below}"


MEASURES: tuple[Measure, ...] = (
    Measure("completion_rate", _("Completion rate"), COMPLETED, ("total",), _("no tasks")),
    Measure("due_completion_rate", _("Due-completion rate"), COMPLETED, DUE, _("no tasks due")),
    Measure("on_time_rate", _("On-time rate"), ("completed_on_time",), DUE, _("no tasks due")),
    Measure(
        "on_time_share",
        _("On-time share of completions"),
        ("completed_on_time",),
        COMPLETED,
        _("no tasks completed"),
    ),
    Measure("overdue_share", _("Overdue share"), ("overdue",), ("total",), _("no tasks")),
    Measure("clarity", _("Clarity"), ("clear",), ("total",), _("no tasks")),
)
BY_CODE = {measure.code: measure for measure in MEASURES}
CODES = [(measure.code, measure.name) for measure in MEASURES]
HEADLINE = BY_CODE["on_time_rate"]
