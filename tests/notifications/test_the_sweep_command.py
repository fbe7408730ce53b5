import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from notifications.models import Message, Notice
from tests.harness.mail import Sink
from tests.notifications.telling import owed, owed_by_many, told
from tracker import clock

pytestmark = pytest.mark.django_db


def _sweep(*options: str) -> dict[str, int]:
    out = StringIO()
    call_command("sweep", *options, stdout=out)
    printed: dict[str, int] = json.loads(out.getvalue())
    return printed


def test_it_plans_sends_and_says_how_much(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=2, each=2)
    assert _sweep() == {"planned": 4, "messages": 2, "failed": 0}
    assert _sweep() == {"planned": 0, "messages": 0, "failed": 0}
    assert len(mail.messages()) == 2


def test_now_moves_the_demos_clock_forward_first(mail: Sink) -> None:
    task = owed("2025-11-18")
    assert _sweep("--now", "2025-11-19T08:30:00+07:00")["messages"] == 1
    assert clock.now().isoformat()[:16] == "2025-11-19T08:30"
    assert told(task) == ["after-1"]


def test_a_moment_without_a_zone_is_in_hanoi() -> None:
    _sweep("--now", "2025-11-19T08:30")
    assert clock.now().isoformat()[:16] == "2025-11-19T08:30"


def test_the_clock_never_moves_back() -> None:
    with pytest.raises(CommandError, match="cannot move the clock back"):
        _sweep("--now", "2025-11-16")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_only_a_demo_has_a_clock_to_move() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM tracker_clock")
    assert _sweep() == {"planned": 0, "messages": 0, "failed": 0}
    with pytest.raises(CommandError, match="and this database is no demo"):
        _sweep("--now", "2126-11-20")


def test_a_dry_run_counts_what_would_go_out_and_changes_nothing(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=2, each=2)
    assert _sweep("--dry-run") == {"planned": 4, "messages": 2, "failed": 0}
    assert not Notice.objects.exists()
    assert not Message.objects.exists()
    assert mail.messages() == []


def test_a_dry_run_with_now_looks_ahead_without_moving_the_clock(mail: Sink) -> None:
    owed("2025-12-01")
    assert _sweep("--dry-run")["planned"] == 0
    assert _sweep("--dry-run", "--now", "2025-11-24 09:00") == {
        "planned": 1,
        "messages": 1,
        "failed": 0,
    }
    assert clock.today().isoformat() == "2025-11-17"
    assert not Notice.objects.exists()
