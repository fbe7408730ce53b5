"""What Celery runs."""

import logging

from celery import shared_task

from tasks.domain.judging import judge_all as judge_whatever_changed
from tasks.domain.occurring import open_occurrences as open_missing_occurrences
from tasks.domain.passing_on import carry_out_mergers as pass_on
from tasks.domain.sealing import seal as seal_today
from tasks.domain.unsent import remove_unsent
from tracker import clock

logger = logging.getLogger(__name__)


@shared_task
def seal() -> None:
    """Seal the history of the days that have ended; mostly today's seal is there already."""
    made = seal_today(now=clock.now())
    if made:
        logger.info("seal %d: %d events, %s", made.number, made.count, bytes(made.digest).hex())


@shared_task
def carry_out_mergers() -> None:
    """Pass on the open tasks of organisations that have ended; mostly there are none."""
    if passed := pass_on(now=clock.now()):
        logger.info("mergers: %d tasks passed on", passed)


@shared_task
def judge_all() -> None:
    """Judge the clarity of what has changed since the last time; mostly nothing has.

    What passes to a successor today passes first: it would be noted as lost, and found again.
    """
    now = clock.now()
    pass_on(now=now)
    judged = judge_whatever_changed(now=now)
    if judged:
        logger.info("clarity: %d tasks judged anew", judged)


@shared_task
def open_occurrences() -> None:
    """Open the reporting occurrences whose period has begun; mostly none has."""
    opened = open_missing_occurrences(now=clock.now())
    if opened:
        logger.info("occurrences: %d opened", opened)


@shared_task
def remove_unsent_files() -> None:
    """Remove the files of forms that were never sent; mostly there are none."""
    if removed := remove_unsent(now=clock.real_now()):
        logger.info("evidence: %d files of forms never sent removed", removed)
