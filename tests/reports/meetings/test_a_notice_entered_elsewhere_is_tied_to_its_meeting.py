"""On the meeting's page and over the API, traced both ways, untied while nothing came of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from reports.domain.concluding import tie_notice, untie_notice
from reports.models import Conclusion, Meeting
from tasks import domain
from tasks.enums import InstrumentKind
from tasks.models import Clause, Instrument
from tests import factories as f
from tests.accounts.inventory import refused_by
from tests.factories import at
from tests.harness.api import as_
from tests.reports.meetings.made import frozen, planned, secretary
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/meetings/"


def notice(**words: object) -> Instrument:
    said = {"kind": InstrumentKind.CONCLUSION_NOTICE, "issued_on": clock.today()} | words
    made: Instrument = f.InstrumentFactory.create(**said)
    return made


def tie(meeting: Meeting, instrument: Instrument) -> Conclusion:
    by = secretary(meeting.programme)
    return tie_notice(meeting, by=by, now=clock.now(), instrument=instrument)


def untie(meeting: Meeting, instrument: Instrument) -> Conclusion:
    by = secretary(meeting.programme)
    return untie_notice(meeting, by=by, now=clock.now(), instrument=instrument)


def twice() -> object:
    once = notice()
    tie(planned(), once)
    return tie(planned(), once)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "another kind": (lambda: tie(planned(), notice(kind=InstrumentKind.DECISION)), "no_notice"),
    "an older one": (
        lambda: tie(planned(), notice(issued_on=clock.today() - timedelta(days=1))),
        "before_the_meeting",
    ),
    "to two meetings": (twice, "tied_already"),
    "untied without a tie": (lambda: untie(planned(), notice()), "not_tied"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(what: str) -> None:
    act, code = REFUSED[what]
    with pytest.raises(Refused) as no:
        act()
    assert (no.value.code, no.value.field) == (code, "instrument")


@pytest.mark.parametrize("act", [tie_notice, untie_notice])
def test_only_a_secretary_of_the_owner_does_it(act: Callable[..., object]) -> None:
    meeting, by = planned(), f.person(Role.SECRETARY, f.ministry())
    with pytest.raises(PermissionDenied):
        act(meeting, by=by, now=clock.now(), instrument=notice())


def test_untied_it_can_be_tied_to_another() -> None:
    wrong, right, entered = frozen(), planned(), notice()
    tie(wrong, entered)
    assert untie(wrong, entered).untied_by_id
    assert tie(right, entered).meeting == right


def test_once_a_task_came_of_it_it_stays() -> None:
    meeting, entered = planned(), notice()
    clause = Clause.objects.create(instrument=entered, number="1", text="Giao Bộ.", position=0)
    f.assigned(clause=clause, programme=meeting.programme)
    at("2025-11-18")
    tie(meeting, entered)
    untie(meeting, entered)  # The task was there before: it did not come of the meeting.
    tied = tie(meeting, entered)
    at("2025-11-19")
    draft = f.draft(clause=clause, programme=meeting.programme)
    with pytest.raises(Refused) as no:
        untie(meeting, entered)
    assert no.value.code == "tasks_came_of_it"
    with refused_by("conclusion_only_untied"), transaction.atomic():
        Conclusion.objects.filter(pk=tied.pk).update(untied_at=clock.now(), untied_by=meeting.by)
    domain.discard(draft, by=f.secretary_of(draft), now=clock.now(), reason="Nhầm.")
    assert untie(meeting, entered).untied_at


def test_on_the_page_and_both_ways() -> None:
    meeting, entered = frozen(), notice(number="702/TB-VPCP")
    notice(number="703/TB-VPCP", issued_on=date(2025, 11, 1))
    page = Client()
    by = secretary(meeting.programme)
    User.objects.filter(pk=by.pk).update(language="en")
    page.force_login(by)
    path = f"/meetings/{meeting.pk}/"
    form = page.get(f"{path}tie/").content.decode()
    assert "702/TB-VPCP" in form
    assert "703/TB-VPCP" not in form
    assert page.post(f"{path}tie/", {"instrument": ""}).status_code == 422
    shown = page.post(f"{path}tie/", {"instrument": entered.pk}, follow=True).content.decode()
    assert "702/TB-VPCP has been tied to this meeting." in shown
    assert f"by {by}" in shown
    back = page.get(f"/instruments/{entered.pk}/").content.decode()
    assert f'href="{path}"' in back
    gone = page.post(f"{path}notices/{entered.pk}/untie/", follow=True).content.decode()
    assert "702/TB-VPCP is not tied to this meeting any more." in gone
    assert "untied at" in gone
    assert f'href="{path}"' not in page.get(f"/instruments/{entered.pk}/").content.decode()


def test_over_the_api_and_both_ways() -> None:
    meeting, entered = frozen(), notice()
    client, said = as_(secretary(meeting.programme)), {"instrument": entered.number}
    path = f"{ROOT}{meeting.pk}/"
    done = client.post(f"{path}tie/", said, format="json").json()
    assert [each["instrument"] for each in done["notices"]] == [entered.number]
    found = client.get(ROOT, said).json()["results"]
    assert [each["id"] for each in found] == [meeting.pk]
    again = client.post(f"{path}tie/", said, format="json")
    assert again.json()["errors"][0]["code"] == "tied_already"
    assert client.post(f"{path}untie/", said, format="json").json()["notices"] == []
    assert client.get(ROOT, said).json()["results"] == []


def test_the_database_takes_a_notice_for_one_meeting() -> None:
    other, tied = planned(), tie(planned(), notice())
    with refused_by("conclusion_of_one_meeting"):
        Conclusion.objects.create(meeting=other, instrument=tied.instrument, by=other.by)


def test_the_database_asks_who_unties() -> None:
    tied, now = tie(planned(), notice()), clock.now()
    with refused_by("conclusion_untied_by_somebody"):
        Conclusion.objects.filter(pk=tied.pk).update(untied_at=now)


@pytest.mark.parametrize("column", ["meeting", "instrument", "by", "recorded_at"])
def test_the_database_lets_a_tie_only_be_untied(column: str) -> None:
    tied = tie(planned(), notice())
    at("2025-11-18")
    other = tie(planned(), notice())
    words = {column: getattr(other, column)}
    untied = {"untied_at": clock.now(), "untied_by": tied.by}
    with refused_by("conclusion_only_untied"):
        Conclusion.objects.filter(pk=tied.pk).update(**words | untied)
