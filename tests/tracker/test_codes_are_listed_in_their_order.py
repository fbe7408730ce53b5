"""Lists that were sorted letter by letter as computers count: 10 before 9, Đ after Z."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from accounts.queries import seats_of
from reports.domain.rates import rates
from reports.queries.due_reports import DueReports
from reports.queries.meetings.concluded import clauses_of, notices_of, tieable_to, ties_of
from reports.queries.pack import annex
from reports.queries.points import point_by_point
from tasks import domain
from tasks.enums import InstrumentKind, Rhythm
from tasks.models import MergerChoice, Task
from tasks.queries.occurrences import owed_reports
from tests import factories as f
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept
from tests.reports.meetings.made import frozen, secretary
from tests.tasks.refusals_of_answers import merger
from tracker import clock

pytestmark = pytest.mark.django_db
CODES = ["D9", "D10", "Đ1", "E1"]


def made(**words: Any) -> list[Task]:
    shared = {"programme": f.programme(), "lead": f.ministry(), "clause": f.ClauseFactory.create()}
    return [f.assigned(**shared | words, code=code) for code in reversed(CODES)]


def codes(tasks: Iterable[Any]) -> list[str]:
    return [task.code for task in tasks]


def test_of_the_point_by_point_report_and_of_the_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annex, "AT_ONCE", 2)  # read in parts, none twice
    task = made()[0]
    by = f.secretary_of(task)
    asked: Any = {"as_of": clock.today(), "programme": task.programme}
    question = rates(now=clock.now(), **asked, instrument=task.clause.instrument).question
    [clause] = point_by_point(question, by, on=clock.today())
    assert codes(point.task for point in clause.points) == CODES
    assert codes(annex.Annex(question)) == CODES


def test_of_what_a_meeting_concluded() -> None:
    meeting = frozen()
    by = secretary(meeting.programme)
    numbers = ["9/TB-VPCP", "10/TB-VPCP"]
    kind = {"kind": InstrumentKind.CONCLUSION_NOTICE, "issued_on": meeting.held_on}
    later = [f.InstrumentFactory.create(number=number, **kind) for number in reversed(numbers)]
    assert [one.number for one in tieable_to(meeting)] == numbers
    domain.add_clause(later[0], by=by, now=clock.now(), number="1", text="Giao Bộ.")
    meeting.conclusions.create(instrument=later[0], by=by)
    made(programme=meeting.programme, clause=later[0].clauses.get())
    tied, _gone = ties_of(meeting)
    [notice] = notices_of(tied, by, on=clock.today(), clauses=list(clauses_of(meeting)))
    assert codes(each.task for each in notice.clauses[0].tasks) == CODES


def test_of_reports_due() -> None:
    task = made(deadline=None, rhythm=Rhythm.MONTHLY)[0]
    f.at("2025-12-20")
    domain.open_occurrences(now=clock.now())
    question = rates(now=clock.now(), as_of=clock.today(), programme=task.programme).question
    assert codes(DueReports(question).between(0, 4)) == CODES
    seats = seats_of(f.focal_point_of(task), on=clock.today())
    waiting = owed_reports(seats, on=clock.today())[:4]
    assert codes(one.task for one in waiting) == CODES


def test_of_a_planned_merger_over_the_api() -> None:
    tasks, plan = made(), merger()
    for task in tasks:
        MergerChoice.objects.create(merger=plan, task=task, successor=plan.successor)
    [told] = as_(f.secretary_of(tasks[0])).get("/api/v1/mergers/").json()["results"]
    assert [choice["task"] for choice in told["elsewhere"]] == CODES


def test_of_a_digest(mail: Sink, client: Client) -> None:
    shared = {"programme": f.programme(), "lead": f.ministry()}
    tasks = [owed("2025-11-18", **shared, code=code) for code in reversed(CODES)]
    swept()
    reader = f.focal_point_of(tasks[0])
    client.force_login(reader)
    message = reader.messages.get()
    page = client.get(f"/notices/messages/{message.pk}/")
    assert codes(row.notice.task for row in page.context["rows"]) == CODES
