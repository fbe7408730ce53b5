from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.domain import outbox
from notifications.domain.line import Answer, Line, Verdict
from notifications.models import Message
from tracker.clock import real_now

BATCH = 50
PATIENCE = timedelta(seconds=120)  # then the next sweep goes on
BREAKS = 2  # so many lost connections in a row, and the server is left alone until the next sweep


@dataclass(slots=True)
class Delivered:
    """How many messages the server took, and how many attempts came to nothing."""

    sent: int = 0
    failed: int = 0


def deliver(*, patience: timedelta = PATIENCE) -> Delivered:
    """Send what waits in the outbox, over one connection.

    A message is marked as sent only after the server's 250. A temporary failure is tried again by
    a later sweep, a permanent refusal is kept as failed; neither holds up the others.
    """
    done = Delivered()
    if not outbox.ready().exists():
        return done
    with Line() as line:
        if (unreachable := line.open()) is not None:
            done.failed += outbox.postpone_all(unreachable)
            return done
        for message, answer in _answers(line, until=real_now() + patience):
            _settle(message, answer)
            done.sent += answer.verdict is Verdict.SENT
            done.failed += answer.verdict is not Verdict.SENT
    return done


def _answers(line: Line, *, until: datetime) -> Iterator[tuple[Message, Answer]]:
    """Each message that is sent with its answer; what was claimed and not tried is given back."""
    breaks = 0

    def go_on() -> bool:
        return breaks < BREAKS and real_now() < until

    while go_on() and (claimed := outbox.claim(BATCH)):
        while claimed and go_on():
            answer = line.send(message := claimed.pop(0))
            breaks = breaks + 1 if answer.broke else 0
            yield message, answer
        outbox.release(claimed)


def _settle(message: Message, answer: Answer) -> None:
    match answer.verdict:
        case Verdict.SENT:
            outbox.mark_sent(message, answer.words)
        case Verdict.NEVER:
            outbox.mark_failed(message, answer.words)
        case Verdict.LATER | Verdict.UNKNOWN:
            unknown = answer.verdict is Verdict.UNKNOWN
            outbox.postpone(message, answer.words, may_have_arrived=unknown)
