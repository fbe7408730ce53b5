"""What Celery runs."""

import logging

from celery import shared_task

from reports.domain import jobs, kept, recount, tallying
from reports.domain.roll_up import roll_up as count_missing_days
from reports.interfaces.producers import PRODUCERS
from tracker import clock

logger = logging.getLogger(__name__)
AN_HOUR = 3600


@shared_task
def roll_up() -> None:
    """Count the days that have ended since the last count; mostly none has."""
    days = count_missing_days(now=clock.now())
    if days:
        logger.info("roll-up: %d days up to %s", len(days), days[-1])


@shared_task
def draw_together() -> None:
    """Keep the tally short."""
    tallying.draw_together()


@shared_task
def recount_figures() -> None:
    """Count from scratch, once a day."""
    now = clock.now()
    if recount.is_due(now=now) and not recount.recount(now=now):
        logger.info("recount: the figures are right")


@shared_task(time_limit=AN_HOUR)
def carry_out(job_id: int) -> None:
    """Make the file that somebody asked for, unless another worker has it already."""
    if jobs.carry_out(job_id, producers=PRODUCERS, now=clock.now()):
        logger.info("job %d: finished", job_id)


@shared_task
def look_after_jobs() -> None:
    """Hand out again what nobody is making, and remove files that are old."""
    if sent := jobs.send_waiting():
        logger.info("jobs: %d handed out again", sent)
    if removed := kept.remove_old(now=clock.now()):
        logger.info("jobs: files of %d removed", removed)
