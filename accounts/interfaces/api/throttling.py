"""Patience with those who try out tokens: so many failures a minute from one address."""

from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from tracker.lib.counting import count, counted

FAILURES = 30
WINDOW = 60  # seconds


def check_patience(request: Request) -> None:
    """Raises Throttled (429) once too many tokens of this address were wrong."""
    if counted(_key(request)) >= FAILURES:
        raise Throttled(wait=WINDOW)


def lose_patience(request: Request) -> None:
    """Count one failure; counting is atomic and starts anew a window after the first."""
    count(_key(request), window=WINDOW)


def _key(request: Request) -> str:
    return f"api:failures:{BaseThrottle().get_ident(request)}"
