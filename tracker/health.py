"""`/health/`: whether every part of the tracker lives, and which does not.

Our own few lines rather than django-health-check: beat's heartbeat is ours anyway, and its Celery
check waits for every worker and asks a second time for queues.
"""

from collections.abc import Callable

import redis
from celery.exceptions import CeleryError
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.beat import KEY
from tracker.celery import app

PATIENCE = 1.5  # seconds the broker may take to answer
PING_PATIENCE = 1.5  # seconds a worker may
POP = 0.1  # seconds of one look for its answer; the connection closes only after the last
OK, SILENT, WRONG = "ok", "does not answer", "wrong: see the log"


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Each part's state by name: "ok", or what is wrong. 200 when all are, else 503."""
    del request
    parts = {"web": OK, "database": _tried(_ask_database), "broker": _tried(_ask_broker)}
    for name, path in settings.HEALTH_PARTS.items():
        parts[name] = _tried(import_string(path), WRONG)
    broker_lives = parts["broker"] == OK
    for name, ask in (("worker", _ask_worker), ("maker", _ask_maker), ("beat", _ask_beat)):
        parts[name] = _tried(ask) if broker_lives else "unknown: the broker does not answer"
    return JsonResponse(parts, status=200 if set(parts.values()) == {OK} else 503)


def _tried(ask: Callable[[], bool], otherwise: str = SILENT) -> str:
    try:
        return OK if ask() else otherwise
    except (DatabaseError, redis.RedisError, CeleryError, OSError):
        return SILENT


def _ask_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _ask_broker() -> bool:
    with _broker() as broker:
        return bool(broker.ping())


def _ask_worker() -> bool:
    return _ping("celery@*")


def _ask_maker() -> bool:
    """The worker of the queue `jobs`, by the name it is started under."""
    return _ping("maker@*")


def _ping(name: str) -> bool:
    """A ping that travels through the broker to a worker of that name and back.

    Over a connection of its own: one from Celery's pool may date from before the broker's restart.
    """
    with app.connection_for_write(transport_options={"polling_interval": POP}) as connection:
        only = {"pattern": name, "matcher": "glob"}
        heard = app.control.ping(timeout=PING_PATIENCE, limit=1, connection=connection, **only)
        return bool(heard)


def _ask_beat() -> bool:
    with _broker() as broker:
        return bool(broker.exists(KEY))


def _broker() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
