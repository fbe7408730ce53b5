"""What is to be run, read from the environment and checked before anything is made."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.embedded import StackError

CHECKOUT = Path(__file__).resolve().parents[2]
SERVICES = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "REDIS_URL", "EMAIL_URL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One copy of the tracker. A URL is None where the embedded service is wanted."""

    home: Path
    port: int
    demo: bool
    database_url: str | None
    migrate_database_url: str | None
    redis_url: str | None
    email_url: str | None

    @property
    def address(self) -> str:
        """Where the site is read from this machine."""
        return f"http://localhost:{self.port}"


def plan(environment: Mapping[str, str] = os.environ) -> Plan:
    """The plan the environment describes. Raises StackError on anything that cannot be meant."""
    urls = {name.lower(): environment.get(name) or None for name in SERVICES}
    if (urls["database_url"] is None) != (urls["migrate_database_url"] is None):
        raise StackError(
            "Give both DATABASE_URL (the application's role) and MIGRATE_DATABASE_URL "
            "(the owner's), or neither"
        )
    _check_start(environment.get("TRACKER_NOW", ""))
    home = Path(environment.get("TRACKER_HOME") or CHECKOUT / "var")
    return Plan(
        home=home.expanduser().resolve(),
        port=_port(environment.get("PORT") or "8000"),
        demo=bool(environment.get("DEMO")),
        **urls,
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise StackError(f"PORT is {text!r}, which is no port: give a number from 1 to 65535")
    return int(text)


def _check_start(text: str) -> None:
    try:
        aware = not text or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise StackError(
            f"TRACKER_NOW is {text!r}: give a date, time and offset, as 2025-11-17T07:00:00+07:00"
        )
