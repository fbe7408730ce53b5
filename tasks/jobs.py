"""What Celery runs."""

import logging

from celery import shared_task

from tasks.domain.judging import judge_all as judge_whatever_changed
from tracker import clock

logger = logging.getLogger(__name__)


@shared_task
def judge_all() -> None:
    """Judge the clarity of what has changed since the last time; mostly nothing has."""
    judged = judge_whatever_changed(now=clock.now())
    if judged:
        logger.info("clarity: %d tasks judged anew", judged)
