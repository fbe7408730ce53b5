"""What the measures of the work are computed from, as of one day. Parts sum to their whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from reports.enums import Age, Risk
from reports.rules.counts import CountsDisagree
from reports.rules.work.days import Days

# Whole → the counts that it always is the sum of.
PARTS: Mapping[str, tuple[str, ...]] = {
    "overdue": tuple(Age.values),
    "requests": ("granted", "refused", "undecided", "requests_lapsed"),
    "claims": ("accepted", "returned", "unreviewed", "set_aside"),
    "reviewed": ("reviewed_in_time", "reviewed_late"),
}
# Count → one that it is never more than.
AMONG: Mapping[str, str] = {
    "overdue": "with_deadline",
    "with_deadline": "total",
    "completed": "with_deadline",
    "due_soon": "open",
    "extended": "granted",
    "asked_late": "requests",
    "unreviewed_late": "unreviewed",
    "facts_late": "facts",
}


@dataclass(frozen=True)
class WorkCounts:
    """Numbers of tasks in force on one day, and of what was handed in about them by then.

    Requests are those for a later deadline, claims the submissions, facts what was recorded on the
    last thirty days. `completion` are days from assignment to completion, `review` working days
    from recording to decision. Raises CountsDisagree unless parts sum to their whole.
    """

    total: int = 0
    with_deadline: int = 0
    overdue: int = 0
    overdue_1_7: int = 0
    overdue_8_30: int = 0
    overdue_31_90: int = 0
    overdue_over_90: int = 0
    open: int = 0
    due_soon: int = 0
    risk_silent: int = 0
    risk_behind_soon: int = 0
    risk_behind_later: int = 0
    completed: int = 0
    time_used: int = 0
    time_given: int = 0
    extended: int = 0
    requests: int = 0
    granted: int = 0
    refused: int = 0
    undecided: int = 0
    requests_lapsed: int = 0
    asked_late: int = 0
    days_granted: int = 0
    claims: int = 0
    accepted: int = 0
    returned: int = 0
    unreviewed: int = 0
    unreviewed_late: int = 0
    set_aside: int = 0
    reviewed: int = 0
    reviewed_in_time: int = 0
    reviewed_late: int = 0
    facts: int = 0
    facts_late: int = 0
    completion: Days = field(default_factory=Days)
    review: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        if any(self.of(whole) != self.sum_of(parts) for whole, parts in PARTS.items()):
            raise CountsDisagree(f"parts do not sum to their whole: {self}")
        if any(self.of(part) > self.of(whole) for part, whole in AMONG.items()):
            raise CountsDisagree(f"impossible: {self}")
        if self.sum_of(Risk.values) > self.open:
            raise CountsDisagree(f"more at risk than in time: {self}")
        if (self.completion.count, self.review.count) != (self.completed, self.reviewed):
            raise CountsDisagree(f"days of others than are counted: {self}")

    def of(self, name: str) -> int:
        """The count called `name`; with `_days` at its end, the days of all together."""
        if name in ("completion_days", "review_days"):
            return self.days(name.removesuffix("_days")).total
        count: int = getattr(self, name)
        return count

    def sum_of(self, names: Iterable[str]) -> int:
        """Several counts together."""
        return sum(self.of(name) for name in names)

    def days(self, name: str) -> Days:
        """`completion` or `review`."""
        found: Days = getattr(self, name)
        return found

    def __add__(self, other: "WorkCounts") -> "WorkCounts":
        names = [each.name for each in fields(self)]
        return WorkCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})


# Those that are numbers, in the order of their fields, and the sums of days.
COUNTS = (
    *(each.name for each in fields(WorkCounts) if each.type is int),
    "completion_days",
    "review_days",
)
