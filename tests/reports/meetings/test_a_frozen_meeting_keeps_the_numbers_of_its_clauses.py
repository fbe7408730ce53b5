"""A clause gets another number: the document says the one it was frozen with, and verifies."""

from io import StringIO

import pytest
from django.core.management import call_command

from tasks import domain
from tests import factories as f
from tests.reports.meetings.made import frozen, text_of, told
from tracker import clock

pytestmark = pytest.mark.django_db


def test_it_verifies_and_names_what_is_called_otherwise_now() -> None:
    task = f.in_progress()
    number = task.clause.number
    meeting = frozen(task.programme)
    before = text_of(meeting)
    domain.edit_clause(task.clause, by=f.secretary_of(task), now=clock.now(), number="IX.9.z")
    assert text_of(meeting) == before
    [line] = told(before)["lines"]
    assert line["clause"] == number
    out = StringIO()
    call_command("verify_snapshot", meeting.pk, stdout=out)
    assert f"clause {number} of {task.clause.instrument}" in out.getvalue()
