import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from reports.enums import Slice
from tests import factories
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("by", Slice.values)
@pytest.mark.parametrize("address", ["/api/v1/rates/", "/rates/", "/exports/rates.csv"])
def test_queries(client: Client, address: str, by: str) -> None:
    programme = factories.programme()
    client.force_login(person(Role.SECRETARY, programme.owner))
    numbers = []
    for more in (1, 2):
        for _ in range(more):
            factories.assigned(programme=programme)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, {"by": by, "knowledge": "known"})
            assert answer.status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("address", ["/api/v1/rates/", "/rates/", "/exports/rates.csv"])
def test_queries_of_a_crossing_and_of_a_ranking(client: Client, address: str) -> None:
    programme = factories.programme()
    client.force_login(person(Role.SECRETARY, programme.owner))
    crossed = {"by": "organisation", "across": "quarter"}
    ranked = {"by": "organisation", "since": "2025-11-16", "subtree": "yes"}
    numbers = []
    for more in (1, 2):
        for _ in range(more):
            factories.assigned(programme=programme)
        for asked in (crossed, ranked):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address, asked).status_code == 200
            numbers.append(len(queries))
    assert numbers[:2] == numbers[2:]
