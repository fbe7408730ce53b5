"""Past days are read from their roll-ups; what history does not bear out in them is an alarm."""

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from reports.domain.recount import past_days, recount
from reports.domain.roll_up import roll_up
from reports.models import DailyRollUp
from reports.queries.rates.recounting import PastDifference
from reports.rules.counts import Counts
from tests import factories as make
from tests.factories import at

DAY = date(2025, 11, 17)


@pytest.fixture
def now() -> datetime:
    """A day with one task has been rolled up, with a row too many."""
    task = make.assigned()
    moment = at("2025-11-18")
    roll_up(now=moment)
    false: dict[str, Any] = dict.fromkeys(Counts.__slots__, 0) | {"total": 2, "overdue": 2}
    where = {"organisation": task.programme.owner, "programme": task.programme}
    DailyRollUp.objects.create(**where, day=DAY, **false)
    return moment


@pytest.mark.django_db
def test_it_names_the_day_and_both_counts(now: datetime, client: Client) -> None:
    [wrong] = recount(now=now)
    assert isinstance(wrong, PastDifference)
    assert (wrong.day, wrong.counted.total, wrong.kept.overdue) == (DAY, 0, 2)
    assert client.get("/health/").json()["figures"] == "wrong: see the log"


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_owner_has_the_day_counted_anew(now: datetime) -> None:
    out = StringIO()
    call_command("roll_up", "--again", str(DAY), stdout=out)
    assert out.getvalue() == "1 rows of 2025-11-17\n"
    assert recount(now=now) == []


@pytest.mark.django_db
def test_each_day_has_its_turn() -> None:
    make.assigned()
    now = at("2025-11-27")
    days = set(roll_up(now=now))
    turns = [past_days(now.date() + timedelta(days=n)) for n in range(len(days))]
    assert set().union(*turns) == days
    assert max(len(turn) for turn in turns) == 2
    assert all(max(days) in turn for turn in turns)
