"""What a notice is, for people: the same on pages, in files and over the API."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from accounts.interfaces.web.reader import Reader
from notifications.enums import Cause, MessageState, NoticeState, Reason
from notifications.models import Attempt, Notice
from notifications.queries.told import tasks_seen
from notifications.rules.wording import notice_words, rung_words


@dataclass(frozen=True)
class Told:
    """A notice, and whether its reader may see the task; without that it says only of which kind.

    `is_own`: it was told to whoever reads, who has had the code of the task by mail.
    """

    notice: Notice
    sees_task: bool
    is_own: bool

    @property
    def what(self) -> str:
        """On which step of the ladder, or what about."""
        return rung_words(self.notice.rung) if self.of_deadline else notice_words(self.notice)

    @property
    def of_deadline(self) -> bool:
        return self.notice.rung.cause == Cause.DEADLINE

    @property
    def code(self) -> str:
        """Of the task; empty for whoever may not know it."""
        return self.notice.task.code if self.sees_task or self.is_own else ""

    @property
    def title(self) -> str:
        """Of the task, as it is now."""
        return self.notice.task.title if self.sees_task else ""

    @property
    def address(self) -> str:
        """Where it was sent; where it will be, as far as that is known."""
        message = self.notice.message
        return message.address if message else self.notice.recipient.email

    @property
    def state(self) -> str:
        """What became of it."""
        return str(NoticeState(self.notice.state).label)

    @property
    def reason(self) -> str:
        """Why it was not sent."""
        return str(Reason(self.notice.reason).label) if self.notice.reason else ""

    @cached_property
    def attempts(self) -> list[Attempt]:
        """Each try to hand its message over, the first one first."""
        message = self.notice.message
        return sorted(message.tries.all(), key=lambda one: one.pk) if message else []

    @property
    def answer(self) -> str:
        """The last words of the mail server, or of whoever refused to let it leave."""
        message = self.notice.message
        if message and message.state == MessageState.WITHHELD:
            return f"{message.get_state_display()} – {message.answer}"
        return message.answer if message else ""


def told_rows(notices: Iterable[Notice], reader: Reader) -> Iterator[Told]:
    """One for each; what the reader may see of their tasks is asked once."""
    found = list(notices)
    seen = tasks_seen(reader.user, (one.task_id for one in found), on=reader.today)
    for one in found:
        yield Told(one, one.task_id in seen, one.recipient_id == reader.user.pk)
