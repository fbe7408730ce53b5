"""Counting attempts in the cache that all processes share."""

import logging

from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def count(key: str, *, window: int) -> int:
    """How many times this was counted within `window` seconds of the first, this time included.

    Atomic. While the cache is away nothing is counted (0): an outage must not lock everybody out.
    """
    try:
        cache.add(key, 0, window)
        return cache.incr(key)
    except ValueError:  # it expired between the two
        return 1
    except RedisError:
        log.warning("Attempts are not counted: the cache does not answer", exc_info=True)
        return 0


def counted(key: str) -> int:
    """How many times it was counted so far; 0 while the cache is away."""
    try:
        return int(cache.get(key, 0))
    except RedisError:
        log.warning("Attempts are not looked up: the cache does not answer", exc_info=True)
        return 0


def forget(key: str) -> None:
    """Start counting anew."""
    try:
        cache.delete(key)
    except RedisError:
        log.warning("Attempts are not forgotten: the cache does not answer", exc_info=True)
