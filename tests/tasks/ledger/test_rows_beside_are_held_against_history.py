"""A claim or a request is kept in a table of its own; it has to say what its event said."""

import re
from datetime import date

import pytest

from tasks import domain
from tasks.models import Extension, ProgressUpdate, Submission
from tests.factories import (
    again,
    assigned,
    completed,
    focal_point_of,
    in_progress,
    secretary_of,
    submitted,
)
from tests.tasks.ledger.tampering import run, said, tampering, untouched_after
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

CLAIM = "task .*, event 4 .*: changed beside history: the submission with id .* differs from it: "
CHANGES = {
    "product_number": ("submission SET product_number = '99/NĐ'", CLAIM + "product_number$"),
    "its files": ("evidence SET sha256 = repeat('a', 64)", CLAIM + "evidence$"),
    "who handed it in": ("submission SET by_id = by_id + 1", CLAIM + "by_id$"),
    "to another task": ("submission SET task_id = task_id + 1", CLAIM + "task$"),
    "what was reported": ("progressupdate SET percent = 99", "event 3 .*: percent$"),
    "when it was reported": ("progressupdate SET happened_on = '2025-11-01'", "happened_on$"),
}


def test_a_changed_row_is_named(subtests: pytest.Subtests) -> None:
    with tampering():
        for what, (change, expected) in CHANGES.items():
            with subtests.test(what), untouched_after():
                run("SET CONSTRAINTS ALL DEFERRED", f"UPDATE tasks_{change}")
                assert re.search(expected, said()), said()


def test_a_deleted_row_is_named() -> None:
    with tampering():
        run("DELETE FROM tasks_evidence", "DELETE FROM tasks_submission")
        assert re.search(CLAIM + ".*missing", said())


def test_a_row_that_no_event_brought_in_is_named() -> None:
    """The application may insert such rows: past the domain it shows."""
    task = in_progress()
    ProgressUpdate.objects.create(
        task=task, happened_on=clock.today(), percent=90, by=focal_point_of(task)
    )
    assert re.search("update with id .*: added beside history: no event", said())


def test_a_decision_that_no_event_took_is_named() -> None:
    """The application may decide such a row, once: past the domain it shows."""
    task = submitted()
    decided = {"decided_by": secretary_of(task), "decided_on": clock.today()}
    Submission.objects.update(outcome="accepted", **decided)
    assert re.search("submission with id .*: decided beside history: no event “accept”", said())


def test_every_act_that_hands_in_or_decides_agrees() -> None:
    now = clock.now()
    completed()
    sent_back = submitted()
    by = secretary_of(sent_back)
    domain.send_back(sent_back, by=by, now=now, reason=" Thiếu hồ sơ. ")
    done = completed()
    domain.revoke_acceptance(done, by=secretary_of(done), now=now, reason="Sai số liệu.")
    for granted in (True, False):
        task = assigned()
        domain.ask_extension(
            task,
            by=focal_point_of(task),
            now=now,
            new_deadline=date(2026, 1, 31),
            reason=" Chờ ý kiến. ",
        )
        request = Extension.objects.get(task=task)
        secretary = secretary_of(task)
        domain.decide_extension(request, by=secretary, now=now, granted=granted, reason="Theo đó.")
        assert again(task).revision == 4
    assert said() == ""
