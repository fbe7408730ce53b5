"""The lines of a meeting's document as lines of the pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from reports.rules.meetings.frozen import Line
from reports.rules.pack.contents import TaskLine, Told
from reports.rules.pack.lists import Heard
from tasks.enums import Clarity, Standing

DONE = {Standing.COMPLETED_ON_TIME.value, Standing.COMPLETED_LATE.value}
Who = Mapping[str, Mapping[str, str]]


def named(said: Mapping[str, str]) -> str:
    """What an organisation was called when the document was made, in the reader's language."""
    return said["name_en"] if get_language() == "en" else said["name"]


@dataclass(frozen=True)
class Lines:
    """`count` lines; `who` says what the organisations with these codes were called."""

    lines: Iterable[Line]
    count: int
    who: Who

    def __iter__(self) -> Iterator[TaskLine]:
        return (task_of(line, self.who) for line in self.lines)

    def __len__(self) -> int:
        return self.count


def task_of(line: Line, who: Who) -> TaskLine:
    """As the annex shows it."""
    return TaskLine(
        code=line.code,
        title=line.title,
        instrument=line.instrument,
        lead=named(who[line.lead]),
        officer=line.officer,
        due=_day(line.deadline),
        first_deadline=_day(line.first_deadline),
        standing=Standing(line.standing) if line.standing else None,
        percent=line.percent,
        completed_on=_day(line.completed_on),
    )


def told(line: Line, who: Who, day: date, heard: Heard | None) -> Told:
    """As a list about the Hanoi day `day` shows it; `heard` is the newest report."""
    return Told(task_of(line, who), day, heard, [Clarity(gap) for gap in line.gaps])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
