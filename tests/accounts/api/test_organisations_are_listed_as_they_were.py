import unicodedata
from datetime import date
from typing import Any

import pytest

from accounts.enums import Block
from accounts.models import Succession
from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


def listed(**asked: str) -> set[str]:
    client = as_(f.UserFactory.create())
    answer = client.get(f"{V1}/organisations/", asked)
    assert answer.status_code == 200
    return {row["code"] for row in answer.json()["results"]}


@pytest.fixture(autouse=True)
def merger() -> Any:
    old = f.OrganisationFactory.create(
        code="PHUYEN", name="Phú Yên", block=Block.LOCALITIES, alive_until=date(2025, 6, 30)
    )
    new = f.OrganisationFactory.create(
        code="DAKLAK", name="Đắk Lắk", block=Block.LOCALITIES, alive_from=date(2024, 1, 1)
    )
    Succession.objects.create(predecessor=old, successor=new, is_default=True)
    f.OrganisationFactory.create(code="BNG", name="Bộ Ngoại giao", name_en="Foreign Affairs")
    return old


def test_by_the_day_they_lived() -> None:
    assert listed(alive_on="2025-06-30", block="localities") == {"PHUYEN", "DAKLAK"}
    assert listed(alive_on="2025-07-01", block="localities") == {"DAKLAK"}
    assert listed(alive_on="2025-07-01") == {"DAKLAK", "BNG"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ["dak lak", "Đắk Lắk", "LẮK đak"])
def test_by_text_in_any_spelling(text: str, form: Any) -> None:
    assert listed(text=unicodedata.normalize(form, text)) == {"DAKLAK"}


def test_a_merged_one_names_its_successor(merger: Any) -> None:
    client = as_(f.UserFactory.create())
    shown = client.get(f"{V1}/organisations/{merger.pk}/").json()
    assert shown["successors"] == [{"code": "DAKLAK", "is_default": True}]
    assert (shown["alive_until"], shown["parent"]) == ("2025-06-30", None)
