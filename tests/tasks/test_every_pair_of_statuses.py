"""The life of a task, written out once more: what the table in `enums` has to say."""

import pytest
from django.db import IntegrityError, transaction

from tasks.enums import LEGAL_MOVES, Status
from tasks.models import Task
from tests.factories import task_in
from tracker import clock

pytestmark = pytest.mark.django_db

LEGAL = {
    ("draft", "assigned"),
    ("draft", "withdrawn"),
    ("completed", "in_progress"),
    ("assigned", "in_progress"),
    ("assigned", "submitted"),
    ("assigned", "suspended"),
    ("assigned", "withdrawn"),
    ("assigned", "ended"),
    ("in_progress", "submitted"),
    ("in_progress", "suspended"),
    ("in_progress", "withdrawn"),
    ("in_progress", "ended"),
    ("submitted", "in_progress"),
    ("submitted", "completed"),
    ("submitted", "withdrawn"),
    ("suspended", "assigned"),
    ("suspended", "in_progress"),
    ("suspended", "withdrawn"),
    ("suspended", "ended"),
}


def test_the_table_is_this_one() -> None:
    assert {(old, new) for old, new in LEGAL_MOVES if old != new} == LEGAL


@pytest.mark.parametrize("old", Status)
def test_the_database_lets_through_the_legal_ones_only(old: Status) -> None:
    task = task_in(old, **_deadline(old))
    possible = {(old, new) for new in Status if new != old and _moved(task, new)}
    assert possible == {pair for pair in LEGAL if pair[0] == old and _suits(task, pair[1])}


def _deadline(old: Status) -> dict[str, None]:
    return {"deadline": None} if old is Status.ENDED else {}


def _suits(task: Task, new: str) -> bool:
    """Regular tasks are ended, the others completed."""
    return new != Status.ENDED or task.is_regular


def _moved(task: Task, new: Status) -> bool:
    """Whether the database accepts it; undone either way."""
    phases, starts = [*task.phases, new], [*task.phase_from, clock.today()]
    if (task.status, new) == (Status.SUBMITTED, Status.COMPLETED):
        phases, starts = [*task.phases[:-1], new], task.phase_from
    columns = {"status": new, "phases": phases, "phase_from": starts}
    try:
        with transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**columns)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True
