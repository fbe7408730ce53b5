"""How a worker meets the loss of its broker."""

import logging
from typing import Any

from celery.worker.consumer import Consumer

log = logging.getLogger(__name__)


class LastingConsumer(Consumer):
    """Connects again even where a job was running when the broker went away.

    Celery then gives back what is not acknowledged yet, over the connection that it has just taken
    apart, which ends the worker ("'NoneType' object has no attribute 'hostname'", kombu 5.7). There
    is nobody to give it back to; the broker hands it out again after its visibility timeout.
    """

    def on_connection_error_after_connected(self, exc: Any) -> None:
        """Celery's own, but for the last words to a broker that is gone."""
        try:
            super().on_connection_error_after_connected(exc)
        except AttributeError:
            log.warning("What is being done could not be given back to the broker", exc_info=True)
