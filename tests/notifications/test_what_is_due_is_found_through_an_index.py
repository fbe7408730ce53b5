import json
from typing import Any

import pytest
from django.db import connection

from notifications.domain.plan import BATCH, TAKE, plan
from notifications.models import Agenda
from tests.notifications.telling import owed
from tracker import clock

pytestmark = pytest.mark.django_db


def test_what_is_on_the_agenda_comes_from_its_index() -> None:
    """On a table too small for the planner to care, so it is told not to read all of it."""
    owed("2025-11-18")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {TAKE}", {"day": clock.today(), "limit": BATCH})
        plan_ = json.loads(json.dumps(cursor.fetchone()[0]))[0]["Plan"]
    found = [node for node in _nodes(plan_) if "on_day" in node.get("Index Cond", "")]
    assert [node["Index Name"] for node in found] == ["agenda_by_day"]


def test_a_day_with_nothing_to_tell_looks_at_no_task() -> None:
    owed("2025-12-31")
    plan(day=clock.today())
    entries = Agenda.objects.filter(on_day__lte=clock.today())
    assert not entries.exists()
    assert plan(day=clock.today()) == 0


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(found for child in node.get("Plans", []) for found in _nodes(child))]
