import pytest

from accounts.enums import Role
from tests.factories import ministry, person
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


def test_named_listed_and_ended() -> None:
    organisation = ministry()
    head, deputy = (person(role, organisation) for role in (Role.HEAD, Role.OFFICER))
    body = {"organisation": organisation.code, "deputy": deputy.username}
    body |= {"from_day": "2025-11-17", "until_day": "2025-11-21"}
    made = as_(head).post(f"{V1}/deputies/", body, format="json")
    assert (made.status_code, made.json()["deputy"]["username"]) == (201, deputy.username)
    for reader, rows in ((head, 1), (deputy, 1), (person(Role.HEAD, ministry()), 0)):
        assert len(as_(reader).get(f"{V1}/deputies/").json()["results"]) == rows
    end = f"{V1}/deputies/{made.json()['id']}/end/"
    assert as_(deputy).post(end).status_code == 403
    assert as_(person(Role.HEAD, ministry())).post(end).status_code == 404
    assert as_(head).post(end).json()["ended_on"] == "2025-11-17"
    assert as_(head).post(end).json()["errors"][0]["code"] == "over_already"


def test_a_refusal_names_its_field() -> None:
    organisation = ministry()
    head, stranger = person(Role.HEAD, organisation), person(Role.OFFICER, ministry())
    body = {"organisation": organisation.code, "deputy": stranger.username}
    body |= {"from_day": "2025-11-17", "until_day": "2025-11-21"}
    answer = as_(head).post(f"{V1}/deputies/", body, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {
        "code": "no_post_there",
        "attr": "deputy",
        "detail": "",
    }
