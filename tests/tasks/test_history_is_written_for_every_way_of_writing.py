"""The database writes the history itself, so no way of changing a task goes past it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from tasks.enums import Act
from tasks.models import Task, TaskEvent
from tasks.models.state import TaskState
from tests.factories import again, draft, submitted
from tracker import clock

pytestmark = pytest.mark.django_db
STATE = [field.name for field in TaskState._meta.local_fields]


def update_of_a_queryset() -> None:
    Task.objects.update(title="Khác")


def raw_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_task SET title = 'Khác'")


def bulk_update() -> None:
    tasks = list(Task.objects.all())
    for task in tasks:
        task.title = "Khác"
    Task.objects.bulk_update(tasks, ["title"])


def upsert() -> None:
    tasks = list(Task.objects.all())
    for task in tasks:
        task.title = "Khác"
    Task.objects.bulk_create(
        tasks,
        update_conflicts=True,
        unique_fields=["programme", "code"],
        update_fields=["title"],
    )


def save() -> None:
    for task in Task.objects.all():
        task.title = "Khác"
        task.save()


WAYS = [update_of_a_queryset, raw_sql, bulk_update, upsert, save]


@pytest.mark.parametrize("way", WAYS)
def test_a_change(way: Callable[[], None]) -> None:
    tasks = [draft() for _ in range(3)]
    way()
    for task in tasks:
        last = task.events.latest("revision")
        assert (last.revision, last.title, task.events.count()) == (2, "Khác", 2)


@pytest.mark.parametrize("way", WAYS)
def test_a_change_past_the_domain_is_attributed_to_nobody(way: Callable[[], None]) -> None:
    task = draft()
    way()
    last = task.events.latest("revision")
    assert (last.act, last.act_by, last.act_on) == (Act.UNATTRIBUTED, None, clock.today())
    assert last.recorded_by == connection.settings_dict["USER"]


def test_rows_added_in_bulk() -> None:
    copies = [draft() for _ in range(3)]
    for number, copy in enumerate(copies):
        copy.pk, copy.code = None, f"COPY-{number}"
    made = Task.objects.bulk_create(copies)
    assert [task.events.count() for task in made] == [1, 1, 1]


def test_one_event_an_act_with_its_actor_and_both_times() -> None:
    task = submitted()
    events = list(task.events.order_by("revision"))
    assert [event.act for event in events] == [Act.DRAFT, Act.ASSIGN, Act.PROGRESS, Act.SUBMIT]
    assert [event.revision for event in events] == [1, 2, 3, 4]
    assert all(event.act_by for event in events)
    assert {event.act_on for event in events} == {date(2025, 11, 17)}
    moments = [event.recorded_at for event in events]
    assert moments == sorted(moments)
    assert clock.now() - moments[0] < timedelta(minutes=1)


def test_the_last_event_is_the_task() -> None:
    task = again(submitted())
    event = TaskEvent.objects.filter(task=task).latest("revision")
    assert model_to_dict(event, STATE) == model_to_dict(task, STATE)
    assert event.deadline == task.deadline
    assert event.assigned_on == task.assigned_on


def test_a_task_keeps_its_history_and_itself() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, 'tasks_task', 'DELETE')")
        assert cursor.fetchone() == (False,)
