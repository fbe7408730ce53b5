from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings

from notifications.domain import outbox
from notifications.domain.line import Answer, Line, nothing
from notifications.domain.mime import Mail, as_mail
from notifications.domain.settling import Settler
from notifications.domain.storm import allowance
from notifications.domain.suppress import drop_suppressed, judged, suppress_address
from notifications.domain.troubles import report
from notifications.enums import Trouble, Verdict
from notifications.models import Message
from tracker.clock import real_now

BATCH = 50
BREAKS = 2  # so many lost connections in a row, and the server is left alone until the next sweep


@dataclass(slots=True)
class Delivered:
    """How many messages the server took, and how many attempts came to nothing."""

    sent: int = 0
    failed: int = 0

    def count(self, answer: Answer) -> None:
        """One more."""
        self.sent += answer.verdict is Verdict.SENT
        self.failed += answer.verdict is not Verdict.SENT


def deliver(*, patience: timedelta | None = None) -> Delivered:
    """Send what waits in the outbox, over one connection, as much as a sweep may.

    A message is marked as sent only after the server's 250. A temporary failure is tried again by
    a later sweep, a permanent refusal is kept as failed; neither holds up the others.
    """
    drop_suppressed()
    if not (allowed := allowance()):
        return Delivered()
    with Line() as line:
        if (unreachable := line.open()) is not None:
            _report_ours(unreachable)
            return Delivered(failed=outbox.postpone_all(unreachable))
        until = real_now() + (patience or timedelta(seconds=settings.MAIL_PATIENCE_SECONDS))
        return _Delivery(line, until, allowed).run()


@dataclass(slots=True)
class _Delivery:
    """One sweep's dealings with the server."""

    line: Line
    until: datetime
    allowed: int
    breaks: int = 0
    done: Delivered = field(default_factory=Delivered)
    settler: Settler = field(default_factory=Settler)

    def run(self) -> Delivered:
        while self._goes_on() and (claimed := outbox.claim(min(BATCH, self.allowed))):
            queue = deque(map(_Prepared, claimed))
            while queue and self._goes_on():
                self._send(queue.popleft(), following=queue)
            self.settler.finish()
            outbox.release([left.message for left in queue])
        return self.done

    def _goes_on(self) -> bool:
        return self.allowed > 0 and self.breaks < BREAKS and real_now() < self.until

    def _send(self, prepared: "_Prepared", *, following: "deque[_Prepared]") -> None:
        message, answer = prepared.message, self._answer(prepared, following)
        self.breaks = self.breaks + 1 if answer.broke else 0
        self.allowed -= 1
        self.done.count(answer)
        if answer.verdict is not Verdict.SENT:
            self.settler.finish()
            answer = judged(answer)
        self.settler.settle(message, answer, rest=outbox.rest_after(message.attempts))
        _follow_up(message, answer)

    def _answer(self, prepared: "_Prepared", following: "deque[_Prepared]") -> Answer:
        mail = prepared.mail
        if isinstance(mail, ValueError):
            return Answer(Verdict.ADDRESS, f"{type(mail).__name__}: {mail}")
        return self.line.send(mail, meanwhile=following[0].write if following else nothing)


@dataclass
class _Prepared:
    """A message, written while the server is busy with the one before it."""

    message: Message

    @cached_property
    def mail(self) -> Mail | ValueError:
        """Ready to be sent, or why it cannot be."""
        try:
            return as_mail(self.message)
        except ValueError as error:
            return error

    def write(self) -> None:
        """Have it ready."""
        _ = self.mail


def _follow_up(message: Message, answer: Answer) -> None:
    """What a refusal means beyond the message."""
    match answer.verdict:
        case Verdict.ADDRESS:
            suppress_address(message, answer.words)
        case Verdict.CONTENT:
            report(Trouble.CONTENT, f"{message.address}, {message.message_id}: {answer.words}")
        case Verdict.OURS:
            _report_ours(answer)


def _report_ours(answer: Answer) -> None:
    if answer.verdict is Verdict.OURS:
        report(Trouble.SENDER, answer.words)
