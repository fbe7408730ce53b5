"""`make run` on a demo and `make run DEMO=` on real data refuse each other's databases."""

import os

import psycopg
import pytest

from tests.harness.worker import Worker
from tracker.embedded import StackError
from tracker.run.kind import check_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(worker: Worker) -> str:
    return os.environ["MIGRATE_DATABASE_URL"]


def test_a_demo_is_not_run_as_real(url: str) -> None:
    check_kind(url, demo=True)
    with pytest.raises(StackError, match="is a demo; run it with DEMO=1"):
        check_kind(url, demo=False)


def test_real_data_are_not_run_as_a_demo(worker: Worker) -> None:
    name = f"{worker.database()}_real"
    worker.server.clone(worker.server.template(), name)
    url = worker.server.owner_url_of(name)
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM tracker_clock")
        connection.execute(
            "INSERT INTO accounts_organisation (code, name, name_en, kind, block, alive_from)"
            " VALUES ('X', 'X', 'X', 'ministry', 'ministries', '2025-01-01')"
        )
    check_kind(url, demo=False)
    with pytest.raises(StackError, match="is not a demo"):
        check_kind(url, demo=True)
    worker.server.drop(name)
