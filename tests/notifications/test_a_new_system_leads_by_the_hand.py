"""The first steps: each shows whether it is taken; whose it is gets the link; gone when done."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Membership, User
from notifications.domain.ladder import give_default_ladder
from notifications.queries.first_steps import FirstStep, first_steps
from tasks.models import Programme
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared


def taken() -> list[FirstStep]:
    found = first_steps(on=clock.today()).taken
    return [step for step in FirstStep if step in found]


def links(reader: User, at: str) -> dict[str, str]:
    """What is offered as a first step → where."""
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(reader)
    context = browser.get(at).context
    steps = context["site"].first_steps
    return {str(step.what): step.address for step in steps if not step.is_taken}


def test_step_by_step(shared_database: None) -> None:
    steps = list(FirstStep)
    admin = make.UserFactory.create(is_superuser=True)
    assert taken() == []
    assert list(links(admin, "/administration/").values())[:3] == [
        "/administration/organisations/",
        "/administration/programmes/new/",
        "/administration/people/new/",
    ]
    programme = make.ProgrammeFactory.create()
    assert taken() == steps[:2]
    secretary = make.person(Role.SECRETARY, programme.owner)
    assert taken() == steps[:2]
    ministry = make.ministry()
    assert taken() == steps[:3]
    assert "/instruments/new/" in links(secretary, "/").values()
    assert "/instruments/new/" not in links(admin, "/administration/").values()
    assert links(Membership.objects.get(organisation=ministry, role=Role.HEAD).user, "/") == {}
    make.draft(programme=programme, lead=ministry)
    assert taken() == steps[:4]
    make.assigned(programme=programme, lead=ministry)
    assert taken() == steps[:5]
    give_default_ladder(programme)
    assert taken() == steps
    assert links(admin, "/administration/") == links(secretary, "/") == {}


def test_before_there_is_a_programme_the_ladders_say_so(shared_database: None) -> None:
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(make.UserFactory.create(is_superuser=True))
    assert "/administration/programmes/new/" in browser.get("/ladders/").text


def test_where_nobody_can_sign_in_the_page_says_how_the_first_gets_in(
    shared_database: None,
) -> None:
    assert "createsuperuser" in Client().get("/sign-in/").text
    make.UserFactory.create()
    assert "createsuperuser" not in Client().get("/sign-in/").text


def test_the_code_of_a_programme_is_written_as_codes_are(shared_database: None) -> None:
    browser = Client()
    browser.force_login(make.UserFactory.create(is_superuser=True))
    said = {"name": "Chương trình", "name_en": "Programme", "owner": make.ministry().pk}
    browser.post("/administration/programmes/new/", said | {"code": "ct 01"})
    assert Programme.objects.filter(code="CT01").exists()
    again = browser.post("/administration/programmes/new/", said | {"code": "Ct01"})
    assert again.status_code == 422
