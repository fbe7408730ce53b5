"""Lines in the order that a link in the head of their column asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.interfaces.web.table import RATES, Line
from reports.rules.measures import BY_CODE

COUNTS = ("total", "completed_on_time", "completed_late", "in_time", "overdue", "regular")
# What can be sorted by; ranks begin with the first, all others with the most.
ASCENDING = ("rank", "name")
COLUMNS = (*ASCENDING, "change", "trend", *COUNTS, *RATES)


@dataclass(frozen=True)
class Sorting:
    """A column, and whether the usual order is turned round; empty: as the report has them."""

    name: str = ""
    turned: bool = False

    @classmethod
    def asked(cls, text: str, usual: str = "") -> "Sorting":
        """From an address: "overdue", or "-overdue" turned round; what is unknown is ignored."""
        name = text.removeprefix("-")
        return cls(name, text.startswith("-")) if name in COLUMNS else cls(usual)

    def links(self) -> dict[str, str]:
        """Column → what its head asks for: itself, or the other way round."""
        return {
            name: f"-{name}" if name == self.name and not self.turned else name for name in COLUMNS
        }

    @property
    def aria(self) -> dict[str, str]:
        """The sorted column → "ascending" or "descending"."""
        up = (self.name in ASCENDING) != self.turned
        return {self.name: "ascending" if up else "descending"} if self.name else {}


def ordered(lines: Sequence[Line], sorting: Sorting) -> list[Line]:
    """Lines without a figure in that column come last either way; equals stay as they are."""
    if sorting.name in ("", "name"):  # the report has them by name
        return list(lines)[:: -1 if sorting.turned else 1]
    valued = [(_value(line, sorting.name), line) for line in lines]
    known = [(value, line) for value, line in valued if value is not None]
    up = (sorting.name in ASCENDING) != sorting.turned
    known.sort(key=lambda pair: pair[0] if up else -pair[0])
    return [line for _value, line in known] + [line for value, line in valued if value is None]


def _value(line: Line, name: str) -> Fraction | int | None:
    if name == "rank":
        return line.place.rank if line.place else None
    if name == "change":
        return line.place.change if line.place else None
    if name == "trend":
        return line.spark.change if line.spark else None
    if name in BY_CODE:
        return BY_CODE[name].value(line.row.counts)
    value: int = getattr(line.row.counts, name)
    return value
