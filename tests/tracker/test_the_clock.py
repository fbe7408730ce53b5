"""One clock, the database's: it never moves back, and only a demo's moves at all."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections

from tests.factories import at
from tracker import clock

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(seconds=10)


def test_it_is_read_in_hanoi() -> None:
    assert clock.now().utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-11-17T16:59:59+00:00", date(2025, 11, 17)),
        ("2025-11-17T17:00:00+00:00", date(2025, 11, 18)),
    ],
)
def test_a_day_is_a_day_in_hanoi(moment: str, day: date) -> None:
    assert clock.day_of(datetime.fromisoformat(moment)) == day


def test_a_day_ends_where_the_next_begins() -> None:
    end = clock.end_of(date(2025, 12, 31))
    assert end == datetime(2025, 12, 31, 17, tzinfo=UTC)
    assert clock.day_of(end) == date(2026, 1, 1)


def test_the_database_and_python_agree_on_the_day() -> None:
    at("2025-11-20 23:59")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tracker_today()")
        assert cursor.fetchone() == (clock.today(),) == (date(2025, 11, 20),)


def test_a_demos_clock_runs_on() -> None:
    at("2025-11-20 09:00")
    first = clock.now()
    assert first < clock.now() < first + A_MOMENT


def test_it_never_moves_back() -> None:
    now = at("2025-11-20 09:00")
    with pytest.raises(IntegrityError, match="never moves back"):
        clock.advance(now - timedelta(minutes=1))


def test_the_application_cannot_write_it() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("UPDATE tracker_clock SET lead = interval '0'")


def test_the_application_cannot_mark_a_demo() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("INSERT INTO tracker_clock (id, lead) VALUES (1, interval '0')")


@pytest.mark.django_db(databases=["default", "owner"])
def test_only_a_demos_clock_moves() -> None:
    with connections["owner"].cursor() as owner:
        owner.execute("DELETE FROM tracker_clock")
        assert not clock.is_demo("owner")
        assert abs(clock.now("owner") - clock.real_now()) < A_MOMENT
        with pytest.raises(DatabaseError, match="only a demo"):
            clock.advance(clock.real_now() + timedelta(days=1), using="owner")


def _now_elsewhere() -> datetime:
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        row = other.execute("SELECT tracker_now()").fetchone()
    assert row
    moment: datetime = row[0]
    return moment


@pytest.mark.django_db(transaction=True)
def test_every_session_reads_the_same() -> None:
    moment = at("2025-11-20 09:00")
    assert abs(_now_elsewhere() - moment) < A_MOMENT


@pytest.mark.django_db(transaction=True)
def test_two_that_move_it_at_once_leave_it_at_the_later() -> None:
    days = [date(2025, 12, day) for day in range(1, 21)]
    with ThreadPoolExecutor(4) as pool:
        moved = [day for day in pool.map(_advance_elsewhere, days) if day]
    assert moved
    assert clock.today() == max(moved)


def _advance_elsewhere(day: date) -> date | None:
    """The day, if the clock could be moved there."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        try:
            other.execute("SELECT tracker_advance(%s)", [clock.end_of(day) - timedelta(hours=9)])
        except psycopg.errors.CheckViolation:
            return None
    return day
