"""Whatever is changed past the triggers, the check fails and names the first event that is bad."""

import re

import pytest

from tests.tasks.ledger.tampering import HEAD, rewrite, run, said, tampering, untouched_after

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

DELETE = "DELETE FROM tasks_taskevent WHERE task_id = {task} AND revision "
AT = "UPDATE tasks_taskevent SET revision = {} WHERE task_id = {{task}} AND revision = {}"
ADD = """
    INSERT INTO tasks_taskevent (task_id, code, programme_id, clause_id, is_group, title,
        is_regular, rhythm, deadline_text, parts, deliverable_kind, deliverable_measure, status,
        phases, phase_from, deadlines, deadline_from, leads, lead_from, gap_steps, gap_from,
        percent, revision, act, act_on, act_note, act_late_reason, act_detail, recorded_at,
        recorded_by, xid, payload, digest)
    SELECT task_id, code, programme_id, clause_id, is_group, title,
        is_regular, rhythm, deadline_text, parts, deliverable_kind, deliverable_measure, status,
        phases, phase_from, deadlines, deadline_from, leads, lead_from, gap_steps, gap_from,
        percent, 5, act, act_on, act_note, act_late_reason, act_detail, recorded_at,
        recorded_by, xid, '', ''
    FROM tasks_taskevent WHERE task_id = {task} AND revision = 4
"""


def of_event(number: int, change: str) -> str:
    return f"UPDATE tasks_taskevent SET {change} WHERE task_id = {{task}} AND revision = {number}"  # noqa: S608


# What is done → events whose text and digest are written anew after it → what is said.
WAYS: dict[str, tuple[list[str], list[int], str]] = {
    "a column": ([of_event(2, "title = 'Khác'")], [], "event 2 .*edited: .*: title$"),
    "who did it": ([of_event(4, "act_by_id = NULL")], [], "event 4 .*edited: .*: act_by_id$"),
    "its moment": (
        [of_event(3, "recorded_at = recorded_at - interval '9 days'")],
        [],
        "event 3 .*edited: .*: recorded_at$",
    ),
    "its text": (
        [of_event(1, "payload = replace(payload, '\"percent\":0', '\"percent\":50')")],
        [],
        "event 1 .*edited: .*: percent$",
    ),
    "its text, to nonsense": (
        [of_event(1, "payload = 'nonsense'")],
        [],
        "event 1 .*edited: its text is no longer JSON",
    ),
    "its digest": ([of_event(3, "digest = sha256('')")], [], "event 3 .*edited: its digest"),
    "columns, text and digest": (
        [of_event(2, "title = 'Khác'")],
        [2],
        "event 3 .*edited: its digest is not that of its text and of event 2",
    ),
    "the last event, with text and digest": (
        [of_event(4, "percent = 100")],
        [4],
        "edited: its head names another event 4",
    ),
    "an event deleted": ([DELETE + "= 2"], [], "event 2: deleted: missing; .* number 3"),
    "the first deleted": ([DELETE + "= 1"], [], "event 1: deleted: missing; .* number 2"),
    "two swapped": (
        [AT.format(99, 2), AT.format(2, 3), AT.format(3, 99)],
        [],
        "event 3 .*reordered: what stands here was recorded as event 2",
    ),
    "two swapped, and written anew": (
        [AT.format(99, 2), AT.format(2, 3), AT.format(3, 99)],
        [2, 3],
        "event 2 .*reordered: it has a later id than event 3",
    ),
    "the end cut off": ([DELETE + "> 2"], [], "cut off: events 3 to 4 are missing at the end"),
    "the end cut off, with the head": (
        [DELETE + "= 4", HEAD],
        [],
        "changed outside of history: the task is not what event 3 made it: .*status",
    ),
    "all of it deleted": ([DELETE + "> 0"], [], "cut off: events 1 to 4 are missing"),
    "all of it deleted, with the head": (
        [DELETE + "> 0", "DELETE FROM tasks_taskchain WHERE task_id = {task}"],
        [],
        "cut off: the head of its chain is missing; events there are 0",
    ),
    "the head deleted": (
        ["DELETE FROM tasks_taskchain WHERE task_id = {task}"],
        [],
        "cut off: the head of its chain is missing; events there are 4",
    ),
    "an event added": ([ADD], [5], "added: events after number 4 are not in its chain"),
    "the task changed past its history": (
        ["UPDATE tasks_task SET title = 'Khác' WHERE id = {task}"],
        [],
        "changed outside of history: the task is not what event 4 made it: title$",
    ),
    "a computed column": (
        [
            "ALTER TABLE tasks_taskevent ALTER COLUMN deadline DROP EXPRESSION",
            of_event(3, "deadline = '2026-12-31'"),
        ],
        [],
        "event 3 .*edited: not what follows from it: deadline$",
    ),
    "a computed column of the task": (
        [
            "ALTER TABLE tasks_task ALTER COLUMN first_deadline DROP EXPRESSION",
            "UPDATE tasks_task SET first_deadline = NULL WHERE id = {task}",
        ],
        [],
        "the task itself after event 4 .*edited: not what follows from it: first_deadline$",
    ),
    "a deadline changed past its history": (
        ["UPDATE tasks_task SET deadlines = '{{2026-12-31}}' WHERE id = {task}"],
        [],
        "changed outside of history: .*: deadlines$",
    ),
}


def test_it_is_named(subtests: pytest.Subtests) -> None:
    """Each way is tried on the same task, and undone before the next."""
    with tampering() as task:
        for way, (statements, written_anew, expected) in WAYS.items():
            with subtests.test(way), untouched_after():
                run(*(statement.format(task=task.pk) for statement in statements))
                rewrite(task, *written_anew)
                first = said().splitlines()[0]
                assert first.startswith(f"task {task.code}")
                assert re.search(expected, first), first
        assert said() == ""  # what was not touched is whole
