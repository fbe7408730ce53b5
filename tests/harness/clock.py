"""The demo's clock, set by the owner: tests never run on real time."""

from datetime import datetime

import psycopg

START = datetime.fromisoformat("2025-11-17T07:00:00+07:00")


class Clock:
    """The clock of one database at a time. It keeps its connection: every test sets it."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection | None = None

    def set(self, owner_url: str, moment: datetime) -> None:
        """Mark the database at `owner_url` as a demo whose clock stands at `moment` (aware).

        It may be later or earlier than before.
        Waits no longer than a few seconds for a test that has moved the clock and not yet ended.
        """
        self._connected(owner_url).execute(
            "INSERT INTO tracker_clock (id, lead) VALUES (1, %s - clock_timestamp())"
            " ON CONFLICT (id) DO UPDATE SET lead = excluded.lead",
            [moment],
        )

    def hang_up(self) -> None:
        """Before another database is meant, or this one is dropped."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self, owner_url: str) -> psycopg.Connection:
        if self._connection is None:
            options = "-c lock_timeout=5s"
            self._connection = psycopg.connect(owner_url, autocommit=True, options=options)
        return self._connection
