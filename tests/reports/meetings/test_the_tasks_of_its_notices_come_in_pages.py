"""However much a meeting concluded, its page reads a page of clauses and a few tasks of each."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.domain.concluding import conclude
from reports.models import Meeting
from reports.queries.meetings.concluded import EACH
from tasks.domain import NewClause
from tasks.models import Clause
from tests import factories as make
from tests.harness.api import V1, as_
from tests.reports.meetings.made import planned, secretary
from tracker import clock

pytestmark = pytest.mark.shared
CLAUSES, TASKS = 25, EACH + 3


@pytest.fixture(scope="module")
def concluded(shared_database: None) -> Meeting:
    """A notice of many clauses, of which the first has many tasks."""
    meeting = planned()
    clauses = [NewClause(f"khoản {number}", "Làm") for number in range(CLAUSES)]
    words: dict[str, Any] = {"number": "1/TB", "title": "Kết luận", "clauses": clauses}
    words |= {"issuer": meeting.programme.owner, "issued_on": meeting.held_on}
    conclude(meeting, by=secretary(meeting.programme), now=clock.now(), **words)
    first, lead = Clause.objects.get(number="khoản 0"), make.ministry()
    for _each in range(TASKS):
        make.assigned(programme=meeting.programme, clause=first, lead=lead)
    return meeting


def shown(meeting: Meeting, page: str = "") -> tuple[Any, int]:
    client = Client()
    client.force_login(secretary(meeting.programme))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/meetings/{meeting.pk}/{page}")
    return answer, len(queries)


def test_on_its_page(concluded: Meeting) -> None:
    answer, first = shown(concluded)
    [notice] = answer.context["notices"]
    assert [one.clause.number for one in notice.clauses] == [f"khoản {n}" for n in range(20)]
    assert (len(notice.clauses[0].tasks), notice.clauses[0].more) == (EACH, TASKS - EACH)
    link = f"/tasks/?instrument={notice.instrument.pk}"
    assert link in answer.content.decode()
    answer, second = shown(concluded, "?page=2")
    [notice] = answer.context["notices"]
    assert [one.clause.number for one in notice.clauses] == [f"khoản {n}" for n in range(20, 25)]
    assert second <= first


def test_over_the_api(concluded: Meeting) -> None:
    answer = as_(secretary(concluded.programme)).get(f"{V1}/meetings/{concluded.pk}/").json()
    [notice] = answer["notices"]
    assert len(notice["tasks"]) == EACH
    assert [each["code"] for each in notice["tasks"]] == sorted(
        each["code"] for each in notice["tasks"]
    )
