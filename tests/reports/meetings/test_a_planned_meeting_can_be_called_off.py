"""It stays in the list with who called it off and why; what is frozen or concluded is refused."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from reports.domain import meetings
from reports.domain.concluding import conclude, tie_notice
from reports.domain.jobs import carry_out
from reports.enums import JobState
from reports.interfaces.pack.job import ordered_pack
from reports.interfaces.producers import PRODUCERS
from reports.models import Conclusion, Job, Meeting
from tasks.enums import InstrumentKind
from tests import factories as f
from tests.accounts.inventory import as_owner, refused_by
from tests.harness.api import as_
from tests.reports.meetings.made import freeze, frozen, planned, secretary
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ROOT = "/api/v1/meetings/"


def call_off(meeting: Meeting, reason: str = "Ban Chỉ đạo hoãn họp.") -> Meeting:
    by = secretary(meeting.programme)
    return meetings.call_off_meeting(meeting, by=by, now=clock.now(), reason=reason)


def notice() -> dict[str, object]:
    kind, on = InstrumentKind.CONCLUSION_NOTICE, clock.today()
    return {"instrument": f.InstrumentFactory.create(kind=kind, issued_on=on)}


def tied() -> Meeting:
    meeting = planned()
    tie_notice(meeting, by=secretary(meeting.programme), now=clock.now(), **notice())  # type: ignore[arg-type]
    return meeting


def change(meeting: Meeting) -> None:
    words = {"name": "Khác", "held_on": meeting.held_on, "cut_off": meeting.cut_off}
    by = secretary(meeting.programme)
    meetings.change_meeting(meeting, by=by, now=clock.now(), **words)  # type: ignore[arg-type]


def end(meeting: Meeting) -> None:
    words = {"number": "1/TB", "title": "Kết luận", "issuer": meeting.programme.owner}
    by, on = secretary(meeting.programme), meeting.held_on
    conclude(meeting, by=by, now=clock.now(), issued_on=on, **words)  # type: ignore[arg-type]


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "frozen": (lambda: call_off(frozen()), "frozen_already"),
    "concluded": (lambda: call_off(tied()), "has_a_notice"),
    "without a reason": (lambda: call_off(planned(), " "), "reason_missing"),
    "twice": (lambda: call_off(call_off(planned())), "called_off"),
    "frozen then": (lambda: freeze(call_off(planned())), "called_off"),
    "changed then": (lambda: change(call_off(planned())), "called_off"),
    "concluded then": (lambda: end(call_off(planned())), "called_off"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(what: str) -> None:
    act, code = REFUSED[what]
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code


def test_nothing_is_put_before_it() -> None:
    """Neither figures, nor their lists, nor changes, nor a pack."""
    meeting = call_off(planned())
    by = secretary(meeting.programme)
    api, page = as_(by), Client()
    page.force_login(by)
    told = api.get(f"{ROOT}{meeting.pk}/").json()
    assert (told["as_of"], told["totals"], told["blocks"]) == (None, None, [])
    asked = ("tasks/", "changes/", "pack/")
    for answer in (api.get(f"{ROOT}{meeting.pk}/{name}") for name in asked[:2]):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "called_off")
    ordered = api.post(f"{ROOT}{meeting.pk}/pack/", {}, format="json")
    assert (ordered.status_code, ordered.json()["errors"][0]["code"]) == (409, "called_off")
    path = f"/meetings/{meeting.pk}/"
    assert [page.get(f"{path}{name}").status_code for name in asked[:2]] == [404, 404]
    said = page.post(f"{path}pack/", {"format": "zip"}, follow=True)
    assert said.redirect_chain == [(path, 302)]
    assert "Cuộc họp này đã bị hủy" in said.content.decode() or said.context["messages"]
    assert not Job.objects.exists()
    with pytest.raises(CommandError):
        call_command("pack", meeting.pk)


def test_a_pack_that_was_ordered_before_is_not_made() -> None:
    meeting = planned()
    by = secretary(meeting.programme)
    job = ordered_pack(meeting, by=by, now=clock.now())
    call_off(meeting)
    assert not carry_out(job.pk, producers=PRODUCERS, now=clock.now())
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_only_a_secretary_of_the_owner_does_it() -> None:
    meeting = planned()
    for role in (Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR):
        by = f.person(role, meeting.programme.owner)
        with pytest.raises(PermissionDenied):
            meetings.call_off_meeting(meeting, by=by, now=clock.now(), reason="Hoãn.")


def test_on_its_page() -> None:
    meeting = planned()
    by = secretary(meeting.programme)
    User.objects.filter(pk=by.pk).update(language="en")
    page = Client()
    page.force_login(by)
    path = f"/meetings/{meeting.pk}/"
    assert f"{path}call-off/" in page.get(path).content.decode()
    assert page.post(f"{path}call-off/", {"reason": ""}).status_code == 422
    done = page.post(f"{path}call-off/", {"reason": "Hoãn."}, follow=True).content.decode()
    assert f"by {by}: Hoãn." in done
    assert "Freeze the figures" not in done
    assert f"{path}call-off/" not in done
    assert f"by {by}: Hoãn." in page.get("/meetings/").content.decode()
    assert "Hoãn." in page.get("/exports/meetings.csv").getvalue().decode()
    kept = page.get(f"/meetings/{frozen(meeting.programme).pk}/").content.decode()
    assert "/call-off/" not in kept


def test_over_the_api() -> None:
    meeting = planned()
    client = as_(secretary(meeting.programme))
    path = f"{ROOT}{meeting.pk}/"
    assert client.post(f"{path}call-off/", {}, format="json").status_code == 400
    done = client.post(f"{path}call-off/", {"reason": "Hoãn."}, format="json").json()
    assert (done["called_off_reason"], done["frozen"]) == ("Hoãn.", None)
    assert done["called_off_at"]
    again = client.post(f"{path}freeze/")
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "called_off")
    gone = client.post(f"{ROOT}{frozen().pk}/call-off/", {"reason": "Hoãn."}, format="json")
    assert gone.status_code == 404


def _called_on(meeting: Meeting) -> object:
    off = {"called_off_at": None, "called_off_by": None, "called_off_reason": ""}
    return Meeting.objects.filter(pk=meeting.pk).update(**off)


FALSE: dict[str, tuple[Callable[[Meeting], object], str]] = {
    "called on again": (_called_on, "meeting_called_off_stays"),
    "removed": (Meeting.delete, "meeting_called_off_stays"),
    "concluded": (
        lambda meeting: Conclusion.objects.create(meeting=meeting, by=meeting.by, **notice()),
        "conclusion_of_what_was_held",
    ),
}


@pytest.mark.parametrize("what", FALSE)
def test_the_database_keeps_it_called_off(what: str) -> None:
    act, guard = FALSE[what]
    with as_owner():
        meeting = call_off(planned())
        with refused_by(guard):
            act(meeting)


def test_the_database_calls_off_nothing_that_was_concluded() -> None:
    held, now = tied(), clock.now()
    off = {"called_off_at": now, "called_off_by": held.by, "called_off_reason": "Hoãn."}
    with refused_by("meeting_called_off_stays"):
        Meeting.objects.filter(pk=held.pk).update(**off)


def test_the_database_asks_who_calls_off_and_why() -> None:
    meeting, now = planned(), clock.now()
    with refused_by("meeting_called_off_by_somebody_for_a_reason"):
        Meeting.objects.filter(pk=meeting.pk).update(called_off_at=now)
