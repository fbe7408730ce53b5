"""Celery beat's scheduler: it keeps nothing on disk, and says that it lives."""

import logging
from datetime import timedelta
from typing import Any

import redis
from celery.beat import Scheduler
from django.conf import settings

KEY = "tracker:beat"
LIVES_FOR = 20  # seconds; beat ticks every few (CELERY_BEAT_MAX_LOOP_INTERVAL)
log = logging.getLogger(__name__)


class LivingScheduler(Scheduler):
    """Ticks only ask what is due, so a schedule forgotten at a restart does no harm.

    Each tick writes a heartbeat that the broker forgets after LIVES_FOR seconds of real time.
    """

    def setup_schedule(self) -> None:
        """Everything is due at the start: whatever fell due during a standstill leaves at once."""
        super().setup_schedule()
        for entry in self.schedule.values():
            entry.last_run_at = entry.default_now() - timedelta(days=1)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One round; a broker that is away costs a heartbeat, not the process."""
        wait: float = super().tick(*args, **kwargs)
        try:
            with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5) as broker:
                broker.set(KEY, "alive", ex=LIVES_FOR)
        except redis.RedisError:
            log.warning("No heartbeat written: the broker does not answer", exc_info=True)
        return wait
