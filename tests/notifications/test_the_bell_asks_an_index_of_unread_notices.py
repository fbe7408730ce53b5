import json
from typing import Any

import pytest
from django.db import connection

from notifications.models import Notice
from notifications.queries.mine import COUNTED
from tests.factories import focal_point_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.django_db


def test_and_nothing_else(mail: Sink) -> None:
    """On a table too small for the planner to care, so it is told not to read all of it."""
    task = owed("2025-11-18")
    swept()
    unread = Notice.objects.unread_by(focal_point_of(task)).order_by()[:COUNTED]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = json.loads(unread.values("pk").explain(format="json"))[0]["Plan"]
    scans = [node for node in _nodes(plan) if "Scan" in node["Node Type"]]
    assert [node["Index Name"] for node in scans] == ["notice_unread"]
    assert "recipient_id" in scans[0]["Index Cond"]


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(found for child in node.get("Plans", []) for found in _nodes(child))]
