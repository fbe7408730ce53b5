"""Where an organisation stands and to which theme a clause belongs: said and read over the API."""

import pytest

from accounts.enums import Role
from tests import factories as f
from tests.harness.api import as_

pytestmark = pytest.mark.django_db
PLACEMENTS = "/api/v1/placements/"


def test_where_an_organisation_stands() -> None:
    api = as_(f.person(Role.SECRETARY, f.programme().owner))
    above, body = f.ministry(code="TREN"), f.ministry(code="DUOI")
    f.placed(above, block="other")
    said = {"organisation": "DUOI", "parent": "TREN", "block": "localities", "reason": "Nghị định"}
    assert api.post(PLACEMENTS, said | {"block": "moon"}, format="json").status_code == 400
    refused = api.post(PLACEMENTS, said | {"from_day": "2025-11-18"}, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "future")
    made = api.post(PLACEMENTS, said, format="json")
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["was_parent"], told["was_block"]) == (None, "ministries")
    assert (told["parent"]["code"], told["block"], told["from_day"]) == (
        "TREN",
        "localities",
        "2025-11-17",
    )
    body.refresh_from_db()
    assert body.parent == above
    assert len(api.get(PLACEMENTS).json()["results"]) == 2
    [mine] = api.get(PLACEMENTS, {"organisation": "DUOI"}).json()["results"]
    assert mine == told


def test_the_theme_of_a_clause() -> None:
    task, theme = f.in_progress(), f.ThemeFactory.create(code="data")
    address = f"/api/v1/clauses/{task.clause_id}/theme/"
    said = {"theme": "data", "reason": "Rà soát"}
    stranger = as_(f.person(Role.SECRETARY, f.programme().owner))
    assert stranger.post(address, said, format="json").status_code == 403
    assert as_(f.focal_point_of(task)).post(address, said, format="json").status_code == 403
    made = as_(f.secretary_of(task)).post(address, said, format="json")
    assert made.status_code == 201, made.content
    task.clause.refresh_from_db()
    assert task.clause.theme == theme
    [told] = as_(f.focal_point_of(task)).get(address).json()["results"]
    assert told == made.json()
    assert (told["was_theme"], told["theme"], told["from_day"]) == (None, "data", "2025-11-17")
    none = as_(f.secretary_of(task)).post(address, said | {"theme": None}, format="json")
    assert none.json()["was_theme"] == "data"
