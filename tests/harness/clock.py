"""The demo's clock, set by the owner: tests never run on real time."""

from datetime import datetime

import psycopg

START = datetime.fromisoformat("2025-11-17T07:00:00+07:00")


def set_clock(owner_url: str, moment: datetime) -> None:
    """Let the demo database at `owner_url` believe that it is `moment` (aware), later or earlier.

    Waits no longer than a few seconds for a test that has moved the clock and not yet ended.
    """
    with psycopg.connect(owner_url, options="-c lock_timeout=5s") as connection:
        connection.execute("UPDATE tracker_clock SET lead = %s - clock_timestamp()", [moment])
