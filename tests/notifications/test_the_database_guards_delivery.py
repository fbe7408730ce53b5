"""Attempts, suppressions and storms: what the database itself refuses."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.functions import Now

from notifications.models import (
    Attempt,
    Incident,
    Message,
    ReminderChoice,
    Storm,
    SuppressedAddress,
    WatcherBeat,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def _attempt(**words: Any) -> Attempt:
    message = Message.objects.create(
        recipient=UserFactory.create(),
        address="a@example.vn",
        language="vi",
        message_id="<1@localhost>",
        subject="Nhiệm vụ",
        text="Chữ",
        html="<p>Chữ</p>",
    )
    given = {"number": 1, "verdict": "later", "code": 451, "answer": "451 later"}
    return Attempt.objects.create(message=message, **given | words)


def _suppressed(**words: Any) -> SuppressedAddress:
    return SuppressedAddress.objects.create(**{"address": "a@b.vn", "answer": "550"} | words)


def _refused(name: str, act: Any) -> None:
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        act()


def test_an_attempt_is_never_changed_or_deleted() -> None:
    made = _attempt()
    _refused("permission denied", lambda: Attempt.objects.update(answer="250 fine"))
    _refused("permission denied", lambda: Attempt.objects.filter(pk=made.pk)._raw_delete("default"))


def test_an_attempt_is_recorded_once() -> None:
    made = _attempt()
    made.pk, made._state.adding = None, True
    _refused("attempt_recorded_once", made.save)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("attempt_verdict_known", {"verdict": "perhaps"}),
        ("attempt_sent_by_a_yes", {"verdict": "sent", "code": 451}),
    ],
)
def test_an_attempt_that_makes_no_sense(name: str, words: dict[str, Any]) -> None:
    _refused(name, lambda: _attempt(**words))


def test_an_address_is_suppressed_once_in_lower_case() -> None:
    _suppressed()
    _refused("suppressed_once", _suppressed)
    _refused("suppressed_in_lower_case", lambda: _suppressed(address="A@b.vn"))


def test_a_suppression_is_only_lifted_by_somebody_and_once() -> None:
    made, by = _suppressed(), UserFactory.create()
    rows = SuppressedAddress.objects.filter(pk=made.pk)
    _refused("can only be lifted", lambda: rows.update(answer="551"))
    _refused("suppressed_lifted_by_somebody", lambda: rows.update(lifted_at=Now()))
    rows.update(lifted_at=Now(), lifted_by=by)
    _refused("can only be lifted", lambda: rows.update(lifted_at=None, lifted_by=None))
    _suppressed()  # refused again, it is another row


def test_there_is_one_storm_at_a_time() -> None:
    Storm.objects.create(mails=1)
    _refused("storm_one_at_a_time", lambda: Storm.objects.create(mails=2))
    _refused("storm_over_at_a_moment", lambda: Storm.objects.update(is_open=False))
    _refused("storm_allowed_by_somebody", lambda: Storm.objects.update(allowed_at=Now()))
    _refused("storm_refused_by_somebody", lambda: Storm.objects.update(refused_at=Now()))
    _refused("storm_refused_by_somebody", lambda: Storm.objects.update(withheld=1))


def test_what_was_decided_about_a_storm_stays() -> None:
    storm, by = Storm.objects.create(mails=1), UserFactory.create()
    rows = Storm.objects.filter(pk=storm.pk)
    rows.update(allowed_at=Now(), allowed_by=by)
    _refused("what was decided stays", lambda: rows.update(allowed_by=UserFactory.create()))
    words = {"refused_at": Now(), "refused_by": by, "reason": "Nhầm."}
    rows.update(is_open=False, over_at=Now(), **words)
    _refused("what was decided stays", lambda: rows.update(reason="Khác."))


def test_an_incident_is_of_a_known_kind() -> None:
    _refused("incident_kind_known", lambda: Incident.objects.create(kind="x", detail=""))


def test_the_watcher_beats_in_one_row() -> None:
    _refused("watcher_beats_in_one_row", lambda: WatcherBeat.objects.create(pk=2))


@pytest.mark.parametrize("model", [Storm, SuppressedAddress, Incident])
def test_the_application_deletes_none_of_it(model: type[Model]) -> None:
    _refused(
        "permission denied", lambda: model._default_manager.filter(pk=1)._raw_delete("default")
    )


def test_what_somebody_chose_is_never_changed() -> None:
    made = ReminderChoice.objects.create(person=UserFactory.create(), wanted=False, how="link")
    _refused("permission denied", lambda: ReminderChoice.objects.update(wanted=True))
    rows = ReminderChoice.objects.filter(pk=made.pk)
    _refused("permission denied", lambda: rows._raw_delete("default"))


def test_a_choice_was_made_in_a_known_way() -> None:
    person = UserFactory.create()
    _refused(
        "reminder_choice_way_known",
        lambda: ReminderChoice.objects.create(person=person, wanted=False, how="dream"),
    )
