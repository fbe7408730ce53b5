"""What stands in the lists behind figures that are not made of tasks alone."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Organisation
from tasks.enums import Act, Reporting, Standing


@dataclass(frozen=True)
class CountedPart:
    """What one co-agency contributes, its date and its standing on the day asked about."""

    organisation: Organisation
    part: str
    due: date | None
    standing: Standing


@dataclass(frozen=True)
class JoinedTask:
    """A task as a figure by participation counts it, and the parts that it counts, the worst first.

    Of several parts, the least favourable one decides on the standing.
    """

    pk: int
    code: str
    title: str
    instrument: str
    lead: Organisation
    standing: Standing
    parts: tuple[CountedPart, ...]


@dataclass(frozen=True)
class DueReport:
    """One report due on a regular task, and who led the task when it was due."""

    task: int
    code: str
    title: str
    instrument: str
    lead: Organisation
    period_from: date
    due_on: date
    reported_on: date | None
    reporting: Reporting


@dataclass(frozen=True)
class LateFact:
    """One fact that was recorded, by whom, and how many working days after it had happened.

    `lead` led the task when it happened; `reason` is why it was recorded late, "" for no reason.
    """

    task: int
    code: str
    title: str
    lead: Organisation
    act: Act
    by: str
    happened_on: date
    recorded_at: datetime
    days: int
    reason: str
