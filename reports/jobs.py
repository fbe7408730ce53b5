"""What Celery runs."""

import logging

from celery import shared_task

from reports.domain.roll_up import roll_up as count_missing_days
from tracker import clock

logger = logging.getLogger(__name__)


@shared_task
def roll_up() -> None:
    """Count the days that have ended since the last count; mostly none has."""
    days = count_missing_days(now=clock.now())
    if days:
        logger.info("roll-up: %d days up to %s", len(days), days[-1])
