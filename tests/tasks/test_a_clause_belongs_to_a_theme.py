"""A theme is chosen where clauses are entered, and shown where they are read."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tasks.models import Instrument, Theme
from tests.factories import InstrumentFactory, OrganisationFactory, ThemeFactory, person, programme
from tests.harness.api import as_

pytestmark = pytest.mark.django_db
ONE = {"number": "1", "text": "Một."}


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARY, programme().owner)


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory.create(code="data", name="Dữ liệu", name_en="Data")


def test_on_the_page_of_an_instrument(client: Client, secretary: User, theme: Theme) -> None:
    client.force_login(secretary)
    instrument = InstrumentFactory.create()
    address = f"/instruments/{instrument.pk}/"
    for clause in (ONE | {"theme": "data"}, {"number": "2", "text": "Hai."}):
        assert client.post(f"{address}enter/", clause).status_code == 302
    assert [clause.theme for clause in instrument.clauses.all()] == [theme, None]
    assert "Dữ liệu" in client.get(address).content.decode()


def test_one_that_is_not_there_is_refused(client: Client, secretary: User, theme: Theme) -> None:
    client.force_login(secretary)
    instrument = InstrumentFactory.create()
    clause = ONE | {"theme": "colour"}
    assert client.post(f"/instruments/{instrument.pk}/enter/", clause).status_code == 422
    assert not instrument.clauses.exists()


def test_over_the_api(secretary: User, theme: Theme) -> None:
    api = as_(secretary)
    entered = api.post(
        "/api/v1/instruments/",
        {
            "kind": "resolution",
            "number": "71/NQ-CP",
            "title": "Chương trình hành động",
            "issuer": OrganisationFactory.create().code,
            "issued_on": "2025-04-01",
            "clauses": [{"number": "1", "text": "Một.", "theme": "data"}],
        },
        format="json",
    )
    assert entered.status_code == 201, entered.content
    address = f"/api/v1/instruments/{Instrument.objects.get().pk}/"
    further = {"number": "2", "text": "Hai."}
    assert api.post(f"{address}clauses/", further, format="json").json()["theme"] is None
    assert [clause["theme"] for clause in api.get(address).json()["clauses"]] == ["data", None]
    (told,) = api.get("/api/v1/themes/").json()["results"]
    assert (told["code"], told["name"], told["name_en"]) == ("data", "Dữ liệu", "Data")


@pytest.mark.parametrize("code", ["", "none"])
def test_the_database_refuses_what_cannot_be_a_code(code: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemeFactory.create(code=code)
