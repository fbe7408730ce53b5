"""System checks: what must not be started, because it would deceive or expose somebody."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from tracker.clock import is_demo

LOOPBACK = {"localhost", "127.0.0.1", "::1", "[::1]", ".localhost"}


@register(Tags.security)
def no_public_demo(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """A demo has published passwords and its own idea of the time: not for the public."""
    del app_configs, kwargs
    return list(_refusals("DEMO is set", demo=settings.DEMO))


@register(Tags.database)
def no_public_demo_database(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The same for the database itself, whatever the environment says."""
    del app_configs, kwargs
    return list(
        _refusals("The database is a demo", demo="default" in (databases or ()) and _marked())
    )


def _refusals(what: str, *, demo: bool) -> Iterator[CheckMessage]:
    public = [host for host in settings.ALLOWED_HOSTS if host.lower() not in LOOPBACK]
    if demo and public and not settings.DEBUG:
        yield Error(
            f"{what}, DEBUG is off, and ALLOWED_HOSTS names a public host: {', '.join(public)}.",
            hint="Run a demo on the loopback only, or start a real one with a database of its own.",
            id="tracker.E001",
        )


def _marked() -> bool:
    try:
        return is_demo()
    except DatabaseError:  # not migrated yet
        return False
