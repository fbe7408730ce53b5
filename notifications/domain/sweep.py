from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from notifications.domain import outbox
from notifications.domain.compose import compose
from notifications.domain.deliver import deliver
from notifications.domain.heartbeat import begin_sweep, end_sweep
from notifications.domain.ladder import give_missing_ladders
from notifications.domain.plan import plan
from tracker.clock import day_of, is_demo


@dataclass(frozen=True)
class SweepResult:
    """What a sweep did: notices planned, messages sent, attempts to send that failed."""

    planned: int
    messages: int
    failed: int


def sweep(*, now: datetime) -> SweepResult:
    """Tell everybody what they have to be told by `now` and were not told yet.

    May run twice, late, and on several workers at once: nobody is told twice. Each step commits
    by itself, so that what a killed sweep leaves behind is finished by the next.
    """
    heartbeat = begin_sweep()
    planned = _prepare(now)
    delivered = deliver()
    result = SweepResult(planned, delivered.sent, delivered.failed)
    end_sweep(heartbeat, **asdict(result))
    return result


def preview(*, now: datetime) -> SweepResult:
    """What a sweep at `now` would plan and try to send. Changes nothing."""
    with transaction.atomic():
        planned = _prepare(now)
        messages = outbox.ready().count()
        transaction.set_rollback(True)
    return SweepResult(planned, messages, failed=0)


def _prepare(now: datetime) -> int:
    give_missing_ladders()
    planned = plan(day=day_of(now))
    compose(now=now, demo=is_demo())
    return planned
