"""The demo's clock, set by the owner: tests never run on real time."""

from datetime import datetime

import psycopg

START = datetime.fromisoformat("2025-11-17T07:00:00+07:00")


def set_clock(owner_url: str, moment: datetime) -> None:
    """Mark the database at `owner_url` as a demo whose clock stands at `moment` (aware).

    It may be later or earlier than before.
    Waits no longer than a few seconds for a test that has moved the clock and not yet ended.
    """
    with psycopg.connect(owner_url, options="-c lock_timeout=5s") as connection:
        connection.execute(
            "INSERT INTO tracker_clock (id, lead) VALUES (1, %s - clock_timestamp())"
            " ON CONFLICT (id) DO UPDATE SET lead = excluded.lead",
            [moment],
        )
