"""The only place that reads time.

The database's clock decides. In a database that its owner has marked as a demo, `tracker_now()`
adds an offset that is stored there, so every process and every trigger agrees on the demo's time.
Read the clock once, at the edge (view, API, command, job), and pass it down as `now`.
"""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections
from django.http import HttpRequest

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now(using: str = "default") -> datetime:
    """The moment by the database's clock: aware, in Hanoi time."""
    moment: datetime = _scalar("SELECT tracker_now()", using)
    return moment.astimezone(HANOI)


def today(using: str = "default") -> date:
    """The Hanoi day of `now()`."""
    return day_of(now(using))


def day_of(moment: datetime) -> date:
    """The Hanoi calendar day on which `moment` (aware) falls."""
    return moment.astimezone(HANOI).date()


def moment(text: str) -> datetime:
    """What somebody wrote in ISO 8601, in Hanoi unless it says. Raises ValueError."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=HANOI)


def now_of(request: HttpRequest) -> datetime:
    """`now()`, read once for the whole request."""
    return _clock_of(request)[0]


def is_demo_of(request: HttpRequest) -> bool:
    """`is_demo()`, read once for the whole request, together with the moment."""
    return _clock_of(request)[1]


def _clock_of(request: HttpRequest) -> tuple[datetime, bool]:
    read: tuple[datetime, bool] | None = getattr(request, "tracker_clock", None)
    if read is None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT tracker_now(), EXISTS (SELECT FROM tracker_clock)")
            moment, demo = cursor.fetchone()
        read = moment.astimezone(HANOI), demo
        request.tracker_clock = read  # type: ignore[attr-defined]
    return read


def end_of(day: date) -> datetime:
    """The first moment that no longer belongs to the Hanoi day `day`."""
    return datetime.fromordinal(day.toordinal() + 1).replace(tzinfo=HANOI)


def real_now() -> datetime:
    """Real time, for sessions, leases and heartbeats: never moved by a demo."""
    return datetime.now(UTC)


def is_demo(using: str = "default") -> bool:
    """Whether the owner has marked this database as a demo."""
    return bool(_scalar("SELECT EXISTS (SELECT FROM tracker_clock)", using))


def mark_demo(start: datetime) -> None:
    """Mark the database as a demo whose clock starts at `start` (aware); owner only, once."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO tracker_clock (id, lead) VALUES (1, %s - clock_timestamp())", [start]
        )


def advance(to: datetime, using: str = "default") -> None:
    """Move a demo's clock forward to `to` (aware).

    Raises django.db.DatabaseError when the database is no demo or `to` lies in its past.
    """
    _scalar("SELECT tracker_advance(%s)", using, to)


def _scalar(sql: str, using: str, *args: Any) -> Any:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, args)
        row = cursor.fetchone()
    return row[0] if row else None
