"""However often a task changes, it is on the agenda once for each day it has to be looked at."""

from datetime import date

import pytest

from notifications.models import Agenda
from tests import factories as make
from tests.factories import at
from tests.harness.mail import Sink
from tests.notifications.telling import swept

pytestmark = pytest.mark.django_db


def test_a_busy_task_is_noted_once(mail: Sink) -> None:
    task = make.assigned(deadline=date(2026, 3, 31))
    for hour in range(9, 14):
        at(f"2025-11-18 {hour:02}:00")
        make.report(task)
        swept()
    noted = list(Agenda.objects.filter(task=task).values_list("on_day", flat=True))
    assert len(noted) == len(set(noted))
    assert len(noted) <= 2, "when it was assigned, and since its reports: the silence begins anew"
    assert min(noted) > date(2025, 11, 18)
