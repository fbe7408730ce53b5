from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation
from accounts.queries import seats_of
from tasks import domain
from tasks.enums import UNFINISHED, Act, Clarity, Outcome, Status
from tasks.models import Extension, Task
from tasks.queries.inbox import joined_by, owed_by
from tasks.rules.parts import joined_now
from tests.factories import (
    again,
    assigned,
    at,
    focal_point_of,
    in_progress,
    ministry,
    person,
    submitted,
    task_in,
)
from tests.tasks import authorised as do
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)


@pytest.mark.parametrize("status", UNFINISHED)
def test_the_new_lead_owes_it_as_it_is(status: Status) -> None:
    task, lead = task_in(status), ministry()
    do.reassign(task, lead=lead)
    task = again(task)
    assert (task.lead, task.status) == (lead, status)
    assert task.leads[1:] == [lead.pk]


def test_it_says_from_whom_to_whom() -> None:
    task, lead = assigned(), ministry()
    officer = person(Role.OFFICER, lead)
    do.reassign(task, lead=lead, officer=officer)
    assert task.lead
    assert task.officer
    assert task.events.get(act=Act.REASSIGN).act_detail == {
        "from_lead": task.lead.code,
        "from_officer": task.officer.username,
        "from_unit": None,
        "to_lead": lead.code,
        "to_officer": officer.username,
        "joined_before": False,
    }


def test_the_former_officer_goes_so_the_person_is_unclear_until_named() -> None:
    task = assigned()
    assert task.gaps == []
    task = do.reassign(task)
    assert (task.officer, again(task).gaps) == (None, [Clarity.PERSON])


def test_with_an_officer_of_the_new_lead_it_stays_clear() -> None:
    task, lead = assigned(), ministry()
    do.reassign(task, lead=lead, officer=person(Role.OFFICER, lead))
    assert again(task).gaps == []


def test_a_co_agency_that_leads_no_longer_joins() -> None:
    partner = ministry()
    task = assigned(co_agencies=[domain.Part(partner, "Góp ý.")])
    task = again(do.reassign(task, lead=partner))
    assert (task.lead, task.joined, joined_now(task)) == (partner, [], [])
    assert task.events.get(act=Act.REASSIGN).act_detail["joined_before"]


def test_the_former_lead_sees_it_still_but_owes_it_no_longer() -> None:
    task = in_progress()
    former = focal_point_of(task)
    do.reassign(task, lead=ministry())
    seats = seats_of(former, on=TODAY)
    assert task in Task.objects.visible_to(former, on=TODAY)
    assert not owed_by(seats, on=TODAY).exists()
    assert not joined_by(seats, on=TODAY).exists()
    with pytest.raises(PermissionDenied):
        domain.report_progress(task, by=former, now=clock.now(), percent=50)


def test_who_never_led_it_does_not_see_it() -> None:
    task = assigned()
    do.reassign(task)
    assert not Task.objects.visible_to(focal_point_of(assigned()), on=TODAY).contains(task)


def test_what_waits_goes_on_waiting() -> None:
    task = submitted()
    domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 1, 31),
        reason="Chờ luật.",
    )
    do.reassign(task)
    assert task.submissions.get().outcome == Outcome.PENDING
    assert Extension.objects.get().outcome == Outcome.PENDING
    domain.accept(task, **do.who(task))
    assert again(task).status == Status.COMPLETED


def test_it_can_pass_on_again_but_not_before_it_did() -> None:
    task = assigned()
    at("2025-11-20")
    do.reassign(task, on=date(2025, 11, 19))
    with pytest.raises(Refused) as refused:
        do.reassign(task, on=date(2025, 11, 18))
    assert (refused.value.code, refused.value.field) == ("out_of_order", "on")
    do.reassign(task, on=date(2025, 11, 19))
    assert len(again(task).leads) == 3


def test_a_day_beyond_the_grace_needs_its_own_reason() -> None:
    task = assigned()
    at("2025-11-28")
    with pytest.raises(Refused) as refused:
        do.reassign(task, on=date(2025, 11, 18))
    assert refused.value.code == "late_reason_missing"
    do.reassign(task, on=date(2025, 11, 18), late_reason="Quyết định đến muộn.")


def test_not_to_who_leads_it() -> None:
    task = assigned()
    with pytest.raises(Refused) as refused:
        do.reassign(task, lead=task.lead)
    assert (refused.value.code, refused.value.field) == ("same", "lead")


@pytest.mark.parametrize("ended", [date(2025, 11, 16), date(2025, 11, 19)])
def test_not_to_who_no_longer_exists(ended: date) -> None:
    task, lead = assigned(), ministry()
    Organisation.objects.filter(pk=lead.pk).update(alive_until=ended)
    at("2025-11-20")
    with pytest.raises(Refused) as refused:
        do.reassign(task, lead=lead, on=date(2025, 11, 18))
    assert (refused.value.code, refused.value.field) == ("dissolved", "lead")
