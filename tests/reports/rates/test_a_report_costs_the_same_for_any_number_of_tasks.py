from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from reports.enums import Slice
from tests import factories
from tests.factories import person

pytestmark = pytest.mark.django_db
CROSSED = {"by": "organisation", "across": "quarter"}
RANKED = {"by": "organisation", "since": "2025-11-16", "subtree": "yes"}
SLICED: list[dict[str, Any]] = [{"by": by, "knowledge": "known"} for by in Slice.values]
# Every slice on the page; the others ask the same report.
ASKED: dict[str, list[dict[str, Any]]] = {
    "/rates/": [*SLICED, CROSSED, RANKED],
    "/api/v1/rates/": [SLICED[0], CROSSED, RANKED],
    "/exports/rates.csv": [SLICED[0], CROSSED, RANKED],
}


def test_queries(client: Client) -> None:
    programme = factories.programme()
    client.force_login(person(Role.SECRETARY, programme.owner))
    factories.assigned(programme=programme)
    few = _costs(client)
    for _ in range(2):
        factories.assigned(programme=programme)
    assert _costs(client) == few


def _costs(client: Client) -> dict[str, int]:
    """Address and what is asked → how many queries it takes."""
    found = {}
    for address, questions in ASKED.items():
        for asked in questions:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address, asked)
                assert answer.status_code == 200
                answer.getvalue()
            found[f"{address} {asked}"] = len(queries)
    return found
