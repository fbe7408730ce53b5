import json
from typing import Any

import pytest
from django.db import connection

from notifications.queries.due import DUE, parameters
from tests.notifications.telling import owed
from tracker import clock

pytestmark = pytest.mark.django_db


def test_open_tasks_come_from_the_index_on_their_deadline() -> None:
    """On a table too small for the planner to care, so it is told not to read all of it."""
    owed("2025-11-18")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {DUE}", parameters(clock.today()))
        plan = cursor.fetchone()[0]
    (node,) = [
        node for node in _nodes(json.loads(json.dumps(plan))[0]["Plan"]) if _scans_tasks(node)
    ]
    assert node["Index Name"] == "task_open_by_deadline"
    assert "deadline" in node["Index Cond"]


def _scans_tasks(node: dict[str, Any]) -> bool:
    return (
        node.get("Index Name", "").startswith("task") or node.get("Relation Name") == "tasks_task"
    )


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(found for child in node.get("Plans", []) for found in _nodes(child))]
