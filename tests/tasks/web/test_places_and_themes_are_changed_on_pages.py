"""A secretary says on a page where an organisation stands, and to which theme a clause belongs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Organisation
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = "2025-11-17"


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(f.person(Role.SECRETARY, f.programme().owner))
    return client


def test_where_an_organisation_stands(browser: Client) -> None:
    above, body = f.ministry(name="Bộ Trên"), f.ministry(name="Cục Dưới", code="CUC")
    assert "/placements/" in browser.get("/mergers/").text
    address = "/placements/?organisation=CUC"
    page = browser.get(address)
    assert page.context["form"].initial["block"] == "ministries"
    said = {"parent": above.pk, "block": "localities", "from_day": TODAY, "reason": ""}
    refused = browser.post(address, said)
    assert refused.status_code == 422
    body.refresh_from_db()
    assert body.parent is None
    assert browser.post(address, said | {"reason": "Nghị định 12"}).status_code == 302
    body = Organisation.objects.get(pk=body.pk)
    assert (body.parent, body.block) == (above, "localities")
    told = browser.get("/placements/").text
    for words in ("Cục Dưới", "<ins>Bộ Trên</ins>", "Nghị định 12", "17/11/2025"):
        assert words in told
    assert browser.post(address, said | {"reason": "Lại"}).status_code == 422


def test_what_is_not_the_readers_is_refused(browser: Client) -> None:
    task = f.in_progress()
    assert task.lead
    assert browser.get(f"/placements/?organisation={task.lead.code}").status_code == 403
    assert browser.post(f"/placements/?organisation={task.lead.code}", {}).status_code == 403
    assert browser.get(f"/clauses/{task.clause_id}/theme/").status_code == 403
    assert browser.get("/clauses/0/theme/").status_code == 404


def test_the_theme_of_a_clause(browser: Client) -> None:
    data, people = f.ThemeFactory.create(name="Dữ liệu"), f.ThemeFactory.create(name="Nhân lực")
    clause = f.ClauseFactory.create(theme=data)
    address = f"/clauses/{clause.pk}/theme/"
    assert address in browser.get(f"/instruments/{clause.instrument_id}/").text
    said = {"theme": people.pk, "from_day": "16/11/2025", "reason": "Rà soát"}
    assert browser.post(address, said | {"from_day": "2025-11-18"}).status_code == 422
    assert browser.post(address, said).status_code == 302
    clause.refresh_from_db()
    assert clause.theme == people
    told = browser.get(address).text
    for words in ("<del>Dữ liệu</del>", "<ins>Nhân lực</ins>", "Rà soát", "16/11/2025"):
        assert words in told
    assert "/exports/rethemings.csv" in told


@pytest.mark.parametrize("address", ["/placements/", "/clauses/{clause}/theme/"])
def test_the_lists_cost_the_same_for_one_row_and_three(browser: Client, address: str) -> None:
    clause, body = f.ClauseFactory.create(), f.ministry()
    address = address.format(clause=clause.pk)

    def changed() -> None:
        f.rethemed(clause, f.ThemeFactory.create(), from_day=date(2025, 11, 17))
        f.placed(body, parent=f.ministry())

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    changed()
    browser.get(address)
    once = cost()
    changed()
    changed()
    assert cost() == once
