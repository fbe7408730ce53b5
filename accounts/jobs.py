"""What Celery runs."""

import logging
from typing import Any

from celery import shared_task

from accounts.domain.forgotten import send_forgotten_link
from tracker import clock
from tracker.lib.refused import Refused

logger = logging.getLogger(__name__)


@shared_task(bind=True, max_retries=4, default_retry_delay=60)
def send_forgotten_links(self: Any, people: list[int]) -> None:
    """Send each of these a link; tried again while the mail server takes none.

    Who was served gets no second one then: all tries lie within the pause between two links.
    """
    try:
        sent = sum(send_forgotten_link(person, now=clock.now()) for person in people)
    except Refused as refused:
        raise self.retry(exc=refused) from refused
    if sent:
        logger.info("forgotten passwords: %d links sent", sent)
