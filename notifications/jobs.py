"""What Celery runs."""

import logging

from celery import shared_task

from notifications import domain
from tracker import clock

logger = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Plan, write and send what is due by now."""
    logger.info("sweep: %s", domain.sweep(now=clock.now()))
