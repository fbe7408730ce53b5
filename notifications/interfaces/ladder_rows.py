"""What pages, API and exports show of a ladder and of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.interfaces.web.reader import Reader
from notifications.enums import Cause, NoticeState, Unit, Urgency
from notifications.models import Rung
from notifications.queries.day_preview import DayPreview, Entry, Line
from notifications.rules.ladder_words import audience_words, ladder_words, times_of
from tasks.models import Task


@dataclass(frozen=True)
class RungRow:
    """One step of a ladder in words."""

    rung: Rung

    @property
    def when(self) -> str:
        return ladder_words(self.rung)

    @property
    def who(self) -> str:
        return audience_words(self.rung)


@dataclass(frozen=True)
class Going:
    """A notice of a day. `task` is None for whoever does not see it; `day`: when it leaves."""

    line: Line
    task: Task | None
    day: date

    @property
    def person(self) -> str:
        return str(self.line.recipient)

    @property
    def code(self) -> str:
        return self.task.code if self.task else ""

    @property
    def title(self) -> str:
        return self.task.title if self.task else ""

    @property
    def when(self) -> str:
        """The rung from which it comes."""
        return ladder_words(self.line.rung)

    @property
    def times(self) -> int:
        return times_of(self.line.entry.step)

    @property
    def of_deadline(self) -> bool:
        return self.line.rung.cause == Cause.DEADLINE

    @property
    def counts_workdays(self) -> bool:
        """Whether working days lie between the anchor and the day on which it was due."""
        return self.line.rung.unit == Unit.WORKING and bool(self.line.rung.days)

    @property
    def waited(self) -> bool:
        """Whether it was due on a day on which no digest leaves, or before somebody could go."""
        digest = self.line.rung.urgency == Urgency.DIGEST
        return digest and not self.line.has_gone and self.line.entry.due_day < self.day

    @property
    def state(self) -> NoticeState:
        return self.line.state


def going(preview: DayPreview, some: Sequence[Entry], reader: Reader) -> list[Going]:
    """`some` of a day's entries as `reader` may see them. Two queries."""
    ids = {one.task for one in some}
    visible = Task.objects.visible_to(reader.user, on=reader.today).filter(pk__in=ids)
    seen = set(visible.values_list("pk", flat=True))
    return [
        Going(line, line.task if line.task.pk in seen else None, preview.day)
        for line in preview.lines(some)
    ]
