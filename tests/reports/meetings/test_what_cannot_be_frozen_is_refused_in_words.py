from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.enums import Role
from reports.domain import meetings
from reports.models import Meeting
from tests import factories as f
from tests.factories import at
from tests.reports.meetings.made import freeze, frozen, planned, secretary
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def change(meeting: Meeting, **words: object) -> Meeting:
    said: dict[str, Any] = {
        "name": "Khác",
        "held_on": meeting.held_on,
        "cut_off": meeting.cut_off,
    } | words
    return meetings.change_meeting(
        meeting, by=secretary(meeting.programme), now=clock.now(), **said
    )


REFUSED: dict[str, tuple[Callable[[], object], str, str]] = {
    "a blank name": (lambda: planned(name=" "), "missing", "name"),
    "a cut-off after it": (
        lambda: planned(held_on=date(2025, 11, 17), cut_off=date(2025, 11, 18)),
        "cut_off_after_meeting",
        "cut_off",
    ),
    "a cut-off to come": (
        lambda: freeze(planned(cut_off=clock.today() + timedelta(days=1))),
        "cut_off_in_the_future",
        "cut_off",
    ),
    "twice": (lambda: freeze(frozen()), "frozen_already", ""),
    "changed when frozen": (lambda: change(frozen()), "frozen_already", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_each(what: str) -> None:
    act, code, field = REFUSED[what]
    with pytest.raises(Refused) as no:
        act()
    assert (no.value.code, no.value.field or "") == (code, field)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.HEAD])
def test_only_a_secretary_of_the_owner(role: Role) -> None:
    meeting = planned()
    for organisation in (meeting.programme.owner, f.ministry()):
        with pytest.raises(PermissionDenied):
            meetings.freeze(meeting, by=f.person(role, organisation), now=clock.now())
    with pytest.raises(PermissionDenied):
        meetings.freeze(meeting, by=f.person(Role.SECRETARY, f.ministry()), now=clock.now())


def test_planned_ones_can_change() -> None:
    meeting = change(planned(), name="Họp quý IV", held_on=date(2025, 12, 1))
    assert Meeting.objects.get(name="Họp quý IV") == meeting


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    meeting = planned(cut_off=clock.today() + timedelta(days=1))
    by = secretary(meeting.programme).username
    with pytest.raises(CommandError, match="chưa đến"):
        call_command("freeze", meeting.pk, by=by)
    with pytest.raises(CommandError, match="no such user"):
        call_command("freeze", meeting.pk, by="nobody")
    with pytest.raises(CommandError, match="thư ký"):
        call_command("freeze", meeting.pk, by=f.UserFactory.create().username)
    at(clock.today() + timedelta(days=1))
    call_command("freeze", meeting.pk, by=by)
    assert "SHA-256" in capsys.readouterr().out
