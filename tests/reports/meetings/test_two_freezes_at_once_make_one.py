from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from reports.domain import meetings
from reports.models import Meeting, Snapshot
from tests import factories as f
from tests.reports.meetings.made import planned, secretary
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


def test_the_others_are_told() -> None:
    programme = f.programme()
    f.assigned(programme=programme)
    meeting, together = planned(programme), Barrier(WORKERS)
    with ThreadPoolExecutor(WORKERS) as pool:
        tried = [pool.submit(_freeze, meeting, together) for _ in range(WORKERS)]
    codes = sorted(each.result() for each in tried)
    assert codes == ["done", *["frozen_already"] * (WORKERS - 1)]
    assert Snapshot.objects.count() == 1


def _freeze(meeting: Meeting, together: Barrier) -> str:
    by, now = secretary(meeting.programme), clock.now()
    together.wait(timeout=20)
    try:
        meetings.freeze(meeting, by=by, now=now)
    except Refused as no:
        return str(no.code)
    finally:
        connections.close_all()
    return "done"
