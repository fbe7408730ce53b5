from datetime import datetime

import pytest
from django.core.management.base import CommandError

from accounts.models import Organisation, User
from seeds.load import load
from tests.harness.clock import START

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_before_the_end_of_the_story() -> None:
    with pytest.raises(CommandError, match="TRACKER_NOW is 2025-09-01 08:00, but the demo's story"):
        load(demo=True, start=datetime.fromisoformat("2025-09-01T08:00+07:00"))
    assert not Organisation.objects.exists()


def test_where_other_data_are() -> None:
    User.objects.create(username="somebody", full_name="Somebody")
    with pytest.raises(CommandError, match="holds other data already"):
        load(demo=True, start=START)
    assert not Organisation.objects.exists()
