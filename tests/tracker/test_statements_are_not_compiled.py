"""PostgreSQL compiles no statement of ours to machine code, whatever its server is set to."""

import pytest
from django.db import connections


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("who", ["default", "owner"])
def test_for_either_role(who: str) -> None:
    with connections[who].cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
