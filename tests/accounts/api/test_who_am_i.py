import pytest

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def test_the_person_and_the_roles_of_today() -> None:
    user = f.UserFactory.create(username="minh", full_name="Trần Minh", language="en")
    now = f.OrganisationFactory.create(code="BKHCN")
    before = f.OrganisationFactory.create(code="BTTTT")
    f.MembershipFactory.create(user=user, organisation=now, role=Role.HEAD)
    f.MembershipFactory.create(user=user, organisation=before, until_day="2025-02-28")
    me = as_(user).get(f"{V1}/me/").json()
    assert (me["username"], me["full_name"], me["language"]) == ("minh", "Trần Minh", "en")
    assert [(seat["role"], seat["organisation"]["code"]) for seat in me["memberships"]] == [
        ("head", "BKHCN")
    ]


def test_for_which_head_they_act_today() -> None:
    organisation = f.ministry()
    head, deputy = f.person(Role.HEAD, organisation), f.person(Role.OFFICER, organisation)
    today, now = clock.today(), clock.now()
    days = {"from_day": today, "until_day": today}
    name_deputy(by=head, now=now, organisation=organisation, deputy=deputy, **days)
    [lent] = as_(deputy).get(f"{V1}/me/").json()["stands_in_for"]
    assert (lent["head"], lent["organisation"]["code"]) == (head.username, organisation.code)
    assert as_(head).get(f"{V1}/me/").json()["stands_in_for"] == []
