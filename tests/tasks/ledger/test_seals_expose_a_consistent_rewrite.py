"""A chain written anew from end to end fits in itself; what it does not fit is the seal."""

import re
from datetime import timedelta

import pytest

from tasks.domain import edit_task
from tasks.domain.sealing import seal
from tasks.models import Task
from tests.factories import again, at, secretary_of
from tests.tasks.ledger.tampering import rewrite_to_the_end, run, said, seal_anew, tampering
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

NO_CLAIM = (
    """DELETE FROM tasks_evidence WHERE submission_id IN
        (SELECT id FROM tasks_submission WHERE task_id = {task})""",
    "DELETE FROM tasks_submission WHERE task_id = {task}",
)
FORGET = (
    *NO_CLAIM,
    "DELETE FROM tasks_taskevent WHERE task_id = {task}",
    "DELETE FROM tasks_taskchain WHERE task_id = {task}",
    "DELETE FROM tasks_progressupdate WHERE task_id = {task}",
    "DELETE FROM tasks_task WHERE id = {task}",
)
UNDO = """
    UPDATE tasks_task SET (revision, status, phases, phase_from, act, act_on, act_by_id, act_note,
        act_detail, percent) = (SELECT revision, status, phases, phase_from, act, act_on, act_by_id,
        act_note, act_detail, percent FROM tasks_taskevent
        WHERE task_id = {task} AND revision = 3)
    WHERE id = {task}
"""


def rewritten(task: Task) -> None:
    change = "title = 'Khác', recorded_at = recorded_at - interval '30 days'"
    run(f"UPDATE tasks_taskevent SET {change} WHERE task_id = {task.pk} AND revision = 2")  # noqa: S608
    rewrite_to_the_end(task, 2)


def cut_off(task: Task) -> None:
    run(
        f"DELETE FROM tasks_taskevent WHERE task_id = {task.pk} AND revision = 4",  # noqa: S608
        *(statement.format(task=task.pk) for statement in NO_CLAIM),
        UNDO.format(task=task.pk),
    )
    rewrite_to_the_end(task, 1)


def forgotten(task: Task) -> None:
    run(*(statement.format(task=task.pk) for statement in FORGET))


def slipped_in(task: Task) -> None:
    """An event written after the seal that claims a moment before it."""
    run(
        "ALTER TABLE tasks_taskevent ENABLE TRIGGER USER",
        "ALTER TABLE tasks_task ENABLE TRIGGER USER",
    )
    task = edit_task(again(task), by=secretary_of(task), now=clock.now(), title="Khác")
    run("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE tasks_taskevent DISABLE TRIGGER USER")
    earlier = "recorded_at = recorded_at - interval '2 days', xid = 7"
    run(f"UPDATE tasks_taskevent SET {earlier} WHERE task_id = {task.pk} AND revision = 5")  # noqa: S608
    rewrite_to_the_end(task, 5)


WAYS = {
    rewritten: "^seal 1 of .*: rewritten: the events that it covers are not those",
    cut_off: r"^seal 1 of .*: deleted: it covers the event with id \d+, which is missing",
    forgotten: r"^seal 1 of .*: deleted: it covers the event with id \d+, which is missing",
    slipped_in: r"^task .*, event 5 .*: added afterwards: it claims a moment before seal 1",
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_seal_no_longer_fits(way: object) -> None:
    with tampering() as task:
        way(task)  # type: ignore[operator]
        found = said().splitlines()
    assert re.search(WAYS[way], found[0]), found  # type: ignore[index]


@pytest.mark.parametrize("way", [rewritten, cut_off, forgotten], ids=lambda way: way.__name__)
def test_without_seals_it_would_pass(way: object) -> None:
    with tampering() as task:
        way(task)  # type: ignore[operator]
        seal_anew()
        assert said() == ""


OTHER_COUNT = """
    UPDATE tasks_seal
    SET count = 4, payload = forged, digest = sha256(convert_to(forged, 'UTF8'))
    FROM (SELECT replace(payload, '"count": 5', '"count": 4') AS forged FROM tasks_seal
          WHERE number = 1) AS other
    WHERE number = 1
"""
CHANGES = {
    "its text": ("UPDATE tasks_seal SET payload = '{}' WHERE number = 1", "seal 1: edited"),
    "its digest": ("UPDATE tasks_seal SET digest = sha256('') WHERE number = 2", "seal 2: edited"),
    "its day": (
        "UPDATE tasks_seal SET sealed_at = sealed_at - interval '9 days' WHERE number = 2",
        "seal 2: edited: its columns",
    ),
    "taken away": ("DELETE FROM tasks_seal WHERE number = 1", "seal 1: deleted: missing"),
    "another before it": (OTHER_COUNT, "seal 2: edited: it names another seal before it"),
}


@pytest.mark.parametrize("way", CHANGES)
def test_a_seal_is_not_changed_either(way: str) -> None:
    statement, expected = CHANGES[way]
    with tampering():
        at(clock.today() + timedelta(days=1))
        assert seal(now=clock.now())
        assert said() == ""
        run(statement)
        assert said().startswith(expected)
