"""What was told stays provable: each rule is the database's own, however a row is written."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.functions import Now

from notifications.domain.plan import plan
from notifications.models import Message, Notice, Rung
from tests.factories import UserFactory
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept
from tracker import clock

pytestmark = pytest.mark.django_db


def _refused(name: str, row: Model, **changes: Any) -> None:
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**changes)


def _copy_refused(name: str, row: Model, **changes: Any) -> None:
    row.pk = None
    row._state.adding = True
    for field, value in changes.items():
        setattr(row, field, value)
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        row.save()


def _planned() -> Notice:
    owed("2025-11-18")
    plan(day=clock.today())
    return Notice.objects.select_related("rung").get()


def _message(**words: Any) -> Message:
    letter = {"subject": "Nhiệm vụ", "text": "Chữ", "html": "<p>Chữ</p>", "language": "vi"}
    address = {"address": "a@example.vn", "message_id": "<1@localhost>"}
    return Message.objects.create(recipient=UserFactory.create(), **letter | address | words)


def test_the_same_notice_twice() -> None:
    _copy_refused("notice_told_once", _planned())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("notice_state_known", {"state": "lost", "settled_at": Now()}),
        ("notice_cancelled_for_a_reason", {"state": "cancelled", "settled_at": Now()}),
        ("notice_cancelled_for_a_reason", {"reason": "ended"}),
        ("notice_settled_at_a_moment", {"settled_at": Now()}),
        ("notice_told_by_a_message", {"state": "sent", "settled_at": Now()}),
    ],
)
def test_a_notice_that_makes_no_sense(name: str, changes: dict[str, Any]) -> None:
    _copy_refused(name, _planned(), step="+9c", **changes)


def test_a_cancelled_notice_in_a_message() -> None:
    _refused(
        "notice_cancelled_is_in_no_message",
        _planned(),
        state="cancelled",
        reason="ended",
        settled_at=Now(),
        message=_message(),
    )


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("message_state_known", {"state": "lost"}),
        ("message_language_known", {"language": "fr"}),
        ("message_sent_at_a_moment", {"state": "sent"}),
        ("message_sent_at_a_moment", {"sent_at": Now()}),
        ("message_is_whole", {"subject": ""}),
        ("message_is_whole", {"address": ""}),
    ],
)
def test_a_message_that_makes_no_sense(name: str, changes: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        _message(**changes)


def test_two_messages_under_one_id() -> None:
    _message()
    with pytest.raises(DatabaseError, match="message_id"), transaction.atomic():
        _message()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("rung_code_once", {}),
        ("rung_has_code", {"code": ""}),
        ("rung_within_a_year", {"code": "x", "days": 367}),
        ("rung_cause_known", {"code": "x", "cause": "weather"}),
        ("rung_unit_known", {"code": "x", "unit": "moons"}),
        ("rung_urgency_known", {"code": "x", "urgency": "later"}),
        ("rung_repeats_by_days", {"code": "x", "every": 0}),
        ("rung_only_deadlines_are_foreseen", {"code": "x", "cause": "silent", "days": -1}),
        ("rung_tells_somebody", {"code": "x", "audiences": []}),
        ("rung_tells_somebody", {"code": "x", "audiences": ["nobody"]}),
    ],
)
def test_a_rung_that_makes_no_sense(name: str, changes: dict[str, Any]) -> None:
    _copy_refused(name, _planned().rung, **changes)


def test_a_rung_that_somebody_was_told_on_moving() -> None:
    rung = _planned().rung
    _refused("rung_keeps_its_day|its day stays", rung, days=-5)
    Rung.objects.filter(pk=rung.pk).update(is_active=False)


def test_something_sent_being_taken_back_or_rewritten(mail: Sink) -> None:
    owed("2025-11-18")
    swept()
    notice, message = Notice.objects.get(), Message.objects.get()
    _refused("sent cannot become planned", notice, state="planned", settled_at=None)
    _refused("stays as it is", message, state="waiting", sent_at=None)
    _refused("stays as it is", message, subject="Khác")


@pytest.mark.parametrize("words", [{"is_frozen": True}, {"state": "sending"}])
def test_new_words_for_what_may_have_arrived(words: dict[str, Any]) -> None:
    message = _message(**words)
    _refused("stays as it is", message, text="Khác")
    _refused("stays as it is", message, message_id="<2@localhost>")


@pytest.mark.parametrize("model", [Notice, Message])
def test_the_application_deleting_evidence(model: type[Model]) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model._default_manager.filter(pk=1)._raw_delete("default")
