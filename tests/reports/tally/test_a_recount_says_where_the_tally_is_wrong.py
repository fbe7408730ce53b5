"""Every day all tasks are counted from scratch; what the tally has otherwise is an alarm."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client

from reports import jobs
from reports.domain.recount import is_due, recount
from reports.models import Recount, Tally
from reports.queries.rates.recounting import Difference
from tasks.enums import Standing
from tests import factories as make
from tests.factories import at
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong() -> Difference:
    """Somebody has changed the entries of a task that is in time."""
    task = make.assigned()
    Tally.objects.filter(basis="in_force").update(tasks=F("tasks") + 2)
    assert task.lead_id
    return Difference(
        task.lead_id, task.programme_id, "in_force", Standing.IN_TIME_NOT_STARTED, 1, 3, 1, 1
    )


def test_it_names_the_sums(wrong: Difference, caplog: pytest.LogCaptureFixture) -> None:
    assert recount(now=clock.now()) == [wrong]
    assert "the figures differ from the tasks in 1 sums" in caplog.text
    assert Recount.objects.get().differences == [wrong.as_data()]


def test_health_says_so(wrong: Difference, client: Client) -> None:
    assert client.get("/health/").json()["figures"] == "ok", "not known yet"
    recount(now=clock.now())
    assert client.get("/health/").json()["figures"] == "wrong: see the log"


def test_the_command_fails_until_the_tally_is_made_anew(wrong: Difference, client: Client) -> None:
    with pytest.raises(CommandError, match="differ from the tasks in 1 sums"):
        call_command("recount", stderr=StringIO())
    out = StringIO()
    call_command("recount", "--rebuild", stdout=out)
    assert "The figures are right." in out.getvalue()
    assert client.get("/health/").json()["figures"] == "ok"


def test_the_tick_counts_once_a_day() -> None:
    make.assigned()
    jobs.recount_figures()
    assert not is_due(now=clock.now())
    assert is_due(now=at("2025-12-24"))
