"""What a meeting is handed: every figure and list of one question, before it is put into words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.enums import Age
from reports.rules.meetings.passages import Passage
from reports.rules.meetings.since import Since
from reports.rules.pack.lists import (
    Heard,
    ListedObstacle,
    ListedRequest,
    ListedReview,
    ListedTask,
    Listing,
)
from reports.rules.ranking import Ranking
from reports.rules.report import Question, Report, Row
from reports.rules.trend import Point
from tasks.enums import Clarity, Standing


@dataclass(frozen=True)
class TaskLine:
    """A task as the annex lists it. `standing` is None for what is no longer in force."""

    code: str
    title: str
    instrument: str
    lead: str
    officer: str
    due: date | None
    first_deadline: date | None
    standing: Standing | None
    percent: int
    completed_on: date | None


@dataclass(frozen=True)
class Told:
    """A task of a list on its day, with the newest that was reported on it, and what it lacks."""

    task: TaskLine
    day: date
    heard: Heard | None
    gaps: Sequence[Clarity]

    @property
    def days_late(self) -> int:
        return max((self.day - self.task.due).days, 0) if self.task.due else 0

    @property
    def days_left(self) -> int:
        return max((self.task.due - self.day).days, 0) if self.task.due else 0

    @classmethod
    def of(cls, task: ListedTask) -> "Told":
        """From the line of a list."""
        line = TaskLine(
            code=task.code,
            title=task.title,
            instrument=task.instrument,
            lead=str(task.lead),
            officer=task.officer,
            due=task.due,
            first_deadline=None,
            standing=task.standing,
            percent=task.percent,
            completed_on=None,
        )
        return cls(line, task.day, task.heard, task.gaps)


@dataclass(frozen=True)
class Lists:
    """What the meeting goes through, task by task; `ages` says how late the overdue ones are."""

    overdue: Listing[Told]
    ages: Mapping[Age, int]
    coming: Listing[Told]
    requests: Listing[ListedRequest]
    obstacles: Listing[ListedObstacle]
    unclear: Listing[Told]
    reviews: Listing[ListedReview]


@dataclass(frozen=True)
class Frozen:
    """When a document was made for good, by whom, and what proves it."""

    at: datetime
    by: str
    digest: str
    seal: int | None


@dataclass(frozen=True)
class MeetingFacts:
    """What only a meeting has. `since` compares it with the one `before`; None for the first.

    `changed` are the tasks of which something became, by code.
    `who` says what each organisation was called, by code.
    """

    frozen: Frozen | None
    who: Mapping[str, Mapping[str, str]]
    before: str = ""
    since: Since | None = None
    changed: Listing[Passage] | None = None


@dataclass(frozen=True)
class Pack:
    """`report` has a row for each organisation, `blocks` one for each block.

    `annex` are all tasks; it may be gone through any number of times.
    """

    title: str
    held_on: date | None
    made_at: datetime
    report: Report
    blocks: Sequence[Row]
    ranking: Ranking
    trend: Sequence[Point]
    lists: Lists
    annex: Iterable[TaskLine]
    meeting: MeetingFacts | None = None

    @property
    def question(self) -> Question:
        return self.report.question
