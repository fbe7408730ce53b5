"""The lines of a meeting's document as lists of the pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language

from reports.rules.meetings.frozen import Line
from reports.rules.pack.contents import TaskLine, Told
from reports.rules.pack.lists import Heard
from reports.rules.work.urgency import SOON
from tasks.enums import Clarity, Standing

DONE = {Standing.COMPLETED_ON_TIME.value, Standing.COMPLETED_LATE.value}


def named(said: Mapping[str, str]) -> str:
    """What an organisation was called when the document was made, in the reader's language."""
    return said["name_en"] if get_language() == "en" else said["name"]


@dataclass(frozen=True)
class Lines:
    """`lines` as of `day`; `who` says what the organisations with these codes were called."""

    lines: Iterable[Line]
    count: int
    who: Mapping[str, Mapping[str, str]]
    day: date

    def __iter__(self) -> Iterator[TaskLine]:
        return (self.task(line) for line in self.lines)

    def __len__(self) -> int:
        return self.count

    def task(self, line: Line) -> TaskLine:
        """As the annex shows it."""
        return TaskLine(
            code=line.code,
            title=line.title,
            instrument=line.instrument,
            lead=named(self.who[line.lead]),
            officer=line.officer,
            due=_day(line.deadline),
            first_deadline=_day(line.first_deadline),
            standing=Standing(line.standing) if line.standing else None,
            percent=line.percent,
            completed_on=_day(line.completed_on),
        )

    def overdue(self) -> list[Line]:
        """The longest late first."""
        return _by_deadline(line for line in self.lines if line.standing == Standing.OVERDUE)

    def coming(self) -> list[Line]:
        """In time and due soon; the soonest first."""
        until = (self.day + timedelta(days=SOON)).isoformat()
        in_time = (line for line in self.lines if line.standing.startswith("in_time"))
        return _by_deadline(line for line in in_time if line.deadline <= until)

    def unclear(self) -> list[Line]:
        """Unfinished, and lacking a clarity; what lacks most first."""
        found = (line for line in self.lines if line.gaps and line.standing not in {"", *DONE})
        return sorted(_by_deadline(found), key=lambda line: -len(line.gaps))

    def told(self, lines: Iterable[Line], heard: Mapping[int, Heard]) -> list[Told]:
        """`heard` is the newest report of each task, by id."""
        return [
            Told(self.task(line), self.day, heard.get(line.id), [Clarity(gap) for gap in line.gaps])
            for line in lines
        ]


def _by_deadline(lines: Iterable[Line]) -> list[Line]:
    """What has none comes last."""
    return sorted(lines, key=lambda line: (line.deadline or "9999", line.code))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
