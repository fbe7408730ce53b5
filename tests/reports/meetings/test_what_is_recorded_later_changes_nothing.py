"""A frozen document is reproduced exactly, whatever happens or is recorded later."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from reports.models import Meeting
from reports.queries.meetings.frozen import Frame
from reports.queries.meetings.horizon import here
from reports.queries.meetings.pictures import drawn
from tasks import domain
from tasks.models import Task
from tests import factories as f
from tests.factories import at
from tests.reports.meetings.made import freeze, frozen, planned, text_of
from tracker import clock


@pytest.fixture
def other() -> Iterator["psycopg.Connection[tuple[int]]"]:
    """Another connection of the application, in a transaction that stays open."""
    with psycopg.connect(**connection.get_connection_params()) as opened:
        yield opened


def verified(*meetings: Meeting) -> str:
    """What the command prints. Raises CommandError where a document does not hold."""
    out = StringIO()
    call_command("verify_snapshot", *[meeting.pk for meeting in meetings], stdout=out)
    return out.getvalue()


def withdrawn(other: "psycopg.Connection[tuple[int]]", task: Task) -> None:
    """In the other transaction."""
    other.execute(
        """UPDATE tasks_task SET status = 'withdrawn', phases = phases || 'withdrawn'::varchar,
               phase_from = phase_from || tracker_today() WHERE id = %s""",
        [task.pk],
    )


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_was_open_across_the_freeze(
    other: "psycopg.Connection[tuple[int]]",
) -> None:
    programme = f.programme()
    early, late = f.assigned(programme=programme), f.assigned(programme=programme)
    withdrawn(other, early)
    f.report(late)
    meeting = frozen(programme)
    assert meeting.frozen
    assert meeting.frozen.last_event > early.events.order_by("-pk")[0].pk
    assert text_of(meeting).count('"in_time_not_started"') > 1
    other.commit()
    last = early.events.order_by("-pk")[0]
    assert last.status == "withdrawn"
    assert last.pk < meeting.frozen.last_event
    assert "holds, 2 tasks" in verified(meeting)
    later = drawn(Frame(programme.pk, clock.today(), here()))
    assert later.total().total == 1


@pytest.mark.django_db(transaction=True)
def test_a_transaction_given_up_across_the_freeze(
    other: "psycopg.Connection[tuple[int]]",
) -> None:
    programme = f.programme()
    task = f.assigned(programme=programme)
    withdrawn(other, task)
    meeting = frozen(programme)
    other.rollback()
    assert "holds, 1 tasks" in verified(meeting)


@pytest.mark.django_db
def test_facts_recorded_late_and_names_that_change() -> None:
    programme = f.programme()
    below = f.ministry()
    above = f.ministry()
    f.placed(below, parent=above)
    task = f.in_progress(programme=programme, lead=below)
    at("2025-11-20 17:00")
    scoped, whole = frozen(programme, organisation=above), frozen(programme)
    at("2025-11-28")
    day = date(2025, 11, 19)
    said = f.claim() | {"count": f.needed(task), "late_reason": "Hồ sơ đến muộn."}
    domain.submit(
        task,
        by=f.focal_point_of(task),
        now=clock.now(),
        completed_on=day,
        product_date=day,
        **said,
    )
    domain.accept(task, by=f.secretary_of(task), now=clock.now(), confirmed=day)
    f.assigned(programme=programme)
    f.placed(below, parent=None, block="other", from_day=date(2025, 11, 19))
    f.rethemed(task.clause, f.ThemeFactory.create(), from_day=date(2025, 11, 19))
    type(below).objects.filter(pk=below.pk).update(name="Bộ Khác", code="KHAC")
    assert task.officer_id
    User.objects.filter(pk=task.officer_id).update(full_name="Trần Thị Khác")
    told = verified(scoped, whole)
    assert told.count("holds, 1 tasks") == 2
    assert told.count("called otherwise today: organisation") == 2


@pytest.mark.django_db
def test_a_past_day_by_what_is_known_at_the_freeze() -> None:
    """What happened by the cut-off and was recorded before the freeze belongs to it."""
    programme = f.programme()
    task = f.assigned(programme=programme)
    at("2025-11-20")
    meeting = planned(programme)
    at("2025-11-21")
    grounds = f.grounds()
    domain.withdraw(
        task, on=date(2025, 11, 20), by=f.secretary_of(task), now=clock.now(), **grounds
    )
    f.assigned(programme=programme)
    snapshot = freeze(meeting)
    assert text_of(snapshot.meeting).count('"phase":"withdrawn"') == 1
    assert "holds, 1 tasks" in verified(meeting)
