"""The harness: what one test of a module does to the world it shares, the next does not see."""

from datetime import datetime

import pytest
from django.db import connection

from accounts.models import Organisation
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def world(shared_database: None) -> datetime:
    make.OrganisationFactory.create(code="SHARED")
    return make.at("2025-11-20 10:00")


@pytest.mark.parametrize("turn", range(4))
def test_whoever_comes_first(turn: int, world: datetime) -> None:
    assert Organisation.objects.filter(code__in=("SHARED", "MINE")).get().code == "SHARED"
    assert 0 <= (clock.now() - world).total_seconds() < 3600
    make.OrganisationFactory.create(code="MINE")
    make.at("2025-11-30")


def test_a_broken_statement_breaks_no_other_test(world: datetime) -> None:
    assert connection.in_atomic_block
    with pytest.raises(Exception, match="division by zero"), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
