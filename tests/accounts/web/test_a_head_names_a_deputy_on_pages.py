from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Deputy, Organisation
from tests.factories import ministry, person

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)


def body(organisation: Organisation, **more: object) -> dict[str, object]:
    deputy = person(Role.OFFICER, organisation)
    days = {"from_day": "2025-11-17", "until_day": "2025-11-21"}
    return {"organisation": organisation.pk, "deputy": deputy.pk} | days | more


def test_named_listed_and_ended(client: Client) -> None:
    organisation = ministry()
    client.force_login(person(Role.HEAD, organisation))
    assert client.post("/deputies/", body(organisation)).status_code == 302
    deputy = Deputy.objects.get()
    page = client.get("/deputies/").content.decode()
    assert str(deputy.deputy) in page
    client.post(f"/deputies/{deputy.pk}/end/")
    deputy.refresh_from_db()
    assert deputy.ended_on == TODAY
    assert "kết thúc sớm" in client.get("/deputies/").content.decode()


def test_a_refusal_is_explained_at_its_field(client: Client) -> None:
    organisation = ministry()
    client.force_login(person(Role.HEAD, organisation))
    answer = client.post("/deputies/", body(organisation, from_day="2025-11-03"))
    assert answer.status_code == 422
    assert "from_day" in answer.context["form"].errors


def test_nobody_from_outside_can_be_chosen(client: Client) -> None:
    organisation = ministry()
    client.force_login(person(Role.HEAD, organisation))
    stranger = person(Role.OFFICER, ministry())
    answer = client.post("/deputies/", body(organisation, deputy=stranger.pk))
    assert (answer.status_code, Deputy.objects.count()) == (422, 0)


def test_another_head_finds_nothing_to_end(client: Client) -> None:
    organisation = ministry()
    client.force_login(person(Role.HEAD, organisation))
    client.post("/deputies/", body(organisation))
    client.force_login(person(Role.HEAD, ministry()))
    assert client.post(f"/deputies/{Deputy.objects.get().pk}/end/").status_code == 404


def test_a_deputy_names_nobody(client: Client) -> None:
    organisation = ministry()
    client.force_login(person(Role.HEAD, organisation))
    client.post("/deputies/", body(organisation))
    client.force_login(person(Role.OFFICER, organisation))
    assert client.get("/deputies/").status_code == 403
    assert client.post("/deputies/", body(organisation)).status_code == 403
