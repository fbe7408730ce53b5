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
ADDRESSES = ("/api/v1/rates/", "/rates/", "/exports/rates.csv")
CROSSED = {"by": "organisation", "across": "quarter"}
RANKED = {"by": "organisation", "since": "2025-11-16", "subtree": "yes"}
ASKED: list[dict[str, Any]] = [
    *({"by": by, "knowledge": "known"} for by in Slice.values),
    CROSSED,
    RANKED,
]


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
    for address in ADDRESSES:
        for asked in ASKED:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address, asked)
                assert answer.status_code == 200
                answer.getvalue()
            found[f"{address} {asked}"] = len(queries)
    return found
