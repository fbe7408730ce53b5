"""A letter that cannot be written costs its reader a delay, and nobody else anything."""

from typing import Any

import pytest
from django.db import OperationalError

from accounts.models import User
from notifications.domain.letter import write_letter
from notifications.models import Incident, Message, Notice
from tests.factories import focal_point_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed_by_many, swept, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """Name of a reader → why no letter can be written to them."""
    faults = dict[str, Exception]()

    def write_or_fail(reader: User, *args: Any, **words: Any) -> Any:
        if reader.username in faults:
            raise faults[reader.username]
        return write_letter(reader, *args, **words)

    monkeypatch.setattr("notifications.domain.compose.write_letter", write_or_fail)
    return faults


def test_the_others_get_theirs(
    mail: Sink, broken: dict[str, Exception], caplog: pytest.LogCaptureFixture
) -> None:
    tasks = owed_by_many("2025-11-18", leads=5)
    lost = focal_point_of(tasks[2])
    broken[lost.username] = ValueError("no such word")
    assert swept().messages == 4
    assert [told(task) for task in tasks] == [["before-1"]] * 2 + [[]] + [["before-1"]] * 2
    assert Notice.objects.get(task=tasks[2]).state == "planned"
    assert f"no letter to {lost.username} can be written" in caplog.text

    broken.clear()
    assert swept().messages == 1
    assert told(tasks[2]) == ["before-1"]
    assert Message.objects.count() == 5


def test_administrators_are_told_once_an_hour(mail: Sink, broken: dict[str, Exception]) -> None:
    (task,) = owed_by_many("2025-11-18", leads=1)
    reader = focal_point_of(task).username
    broken[reader] = KeyError("x")
    swept()
    swept()
    assert [(one.kind, one.detail) for one in Incident.objects.all()] == [
        ("letter", f"{reader}: KeyError")
    ]


def test_a_database_that_is_away_is_nobodys_letter(
    mail: Sink, broken: dict[str, Exception]
) -> None:
    (task,) = owed_by_many("2025-11-18", leads=1)
    broken[focal_point_of(task).username] = OperationalError("gone")
    with pytest.raises(OperationalError):
        swept()
    assert not Incident.objects.exists()
