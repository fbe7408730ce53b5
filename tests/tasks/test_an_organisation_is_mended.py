"""Kind and life span of an organisation are changed, unless what is recorded contradicts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from tasks import domain
from tests.factories import OrganisationFactory, assigned, ministry, person
from tests.tasks.mergers import plan, shared
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared
DAY = timedelta(days=1)


@pytest.fixture
def admin(shared_database: None) -> User:
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    return person(Role.ADMINISTRATOR, committee)


def change(organisation: Organisation, by: User, **otherwise: Any) -> Organisation:
    names = ("kind", "alive_from", "alive_until")
    organisation.refresh_from_db()
    now = {name: getattr(organisation, name) for name in names}
    words: dict[str, Any] = now | otherwise
    return domain.change_organisation(organisation, by=by, now=clock.now(), **words)


def refusal(organisation: Organisation, by: User, **otherwise: Any) -> str | None:
    with pytest.raises(Refused) as caught:
        change(organisation, by, **otherwise)
    return caught.value.code


def test_what_nothing_contradicts_is_changed_and_noted(admin: User) -> None:
    made, today = OrganisationFactory.create(), clock.today()
    other = {"kind": OrganisationKind.PROVINCE.value, "alive_from": date(2025, 7, 1)}
    mended = change(made, admin, **other, alive_until=today + DAY)
    assert (mended.kind, mended.alive_from, mended.alive_until) == (*other.values(), today + DAY)
    assert change(mended, admin, alive_until=None).alive_until is None
    assert refusal(mended, admin, alive_until=None) == "same"
    assert refusal(mended, admin, alive_until=date(2025, 6, 30)) == "ends_before_it_begins"
    assert [change.by for change in made.changes.all()[:2]] == [admin, admin]


def test_it_does_not_begin_after_what_it_took_part_in(admin: User) -> None:
    task = assigned()
    lead, day = task.lead, task.lead_from[0]
    assert lead
    Membership.objects.filter(organisation=lead).update(from_day=day)
    assert change(lead, admin, alive_from=day).alive_from == day
    assert refusal(lead, admin, alive_from=day + DAY) == "needed_before"
    assert change(lead, admin, alive_from=date(2000, 1, 1)).alive_from == date(2000, 1, 1)


def test_it_does_not_end_while_it_is_needed(admin: User) -> None:
    lead, today = assigned().lead, clock.today()
    assert lead
    with pytest.raises(Refused, match=r"1 nhiệm vụ chưa xong.*3 người còn giữ vai trò"):
        change(lead, admin, alive_until=today)
    parent = OrganisationFactory.create()
    OrganisationFactory.create(parent=parent)
    assert refusal(parent, admin, alive_until=today) == "still_needed"


def test_no_past_day_becomes_its_last_or_another(admin: User) -> None:
    today = clock.today()
    assert refusal(OrganisationFactory.create(), admin, alive_until=today - 2 * DAY) == "too_early"
    gone = OrganisationFactory.create(alive_until=today - 2 * DAY)
    assert refusal(gone, admin, alive_until=None) == "too_early"
    assert change(gone, admin, alive_from=date(2024, 5, 1)).alive_until == today - 2 * DAY


def test_a_merger_says_when_it_ends(admin: User) -> None:
    words, heir = shared(), ministry()
    assigned(**words)
    merger = plan(words["lead"], heir)
    assert refusal(words["lead"], admin, alive_until=None) == "merged_already"
    Membership.objects.filter(organisation=heir).delete()
    assert refusal(heir, admin, alive_until=merger.on - DAY) == "still_needed"


def test_nobody_makes_themselves_look_after_everything(admin: User) -> None:
    local = person(Role.ADMINISTRATOR, own := OrganisationFactory.create())
    with pytest.raises(PermissionDenied):
        change(own, local, kind=OrganisationKind.COMMITTEE.value)
    with pytest.raises(PermissionDenied):
        change(OrganisationFactory.create(), local, alive_from=date(2025, 1, 1))
    User.objects.filter(is_superuser=True).update(is_active=False)
    committee = admin.memberships.get().organisation
    other = OrganisationKind.MINISTRY.value
    assert refusal(committee, admin, kind=other) == "last_administrator"


def test_on_a_page(admin: User) -> None:
    made, browser = OrganisationFactory.create(), Client(headers={"accept-language": "vi"})
    browser.force_login(admin)
    address = reverse("organisation_change", args=[made.code])
    said = {"kind": "province", "alive_from": "01/07/2025", "alive_until": "30/06/2025"}
    wrong = browser.post(address, said)
    assert (wrong.status_code, "Ngày cuối" in wrong.text or "trước" in wrong.text) == (422, True)
    assert browser.post(address, said | {"alive_until": ""}).status_code == 302
    assert "Tỉnh" in browser.get(address).text
