import csv
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from accounts.enums import Block, Role
from accounts.models import Organisation, Succession
from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.report import Report
from tasks.enums import Knowledge, Organised
from tests.factories import assigned, at, completed, ministry, person
from tests.tasks.mergers import ON, carry_out, plan, shared
from tracker import clock

pytestmark = pytest.mark.django_db
EVE, BEFORE = ON - timedelta(days=1), date(2025, 11, 17)
THEN, NOW = Organised.THEN, Organised.NOW


@pytest.fixture
def merged() -> dict[str, Any]:
    """`lead` had a completed and an open task; the open one is with `heir` since ON."""
    words = shared()
    completed(**words)
    assigned(**words)
    heir = ministry(block=Block.LOCALITIES)
    plan(words["lead"], heir)
    carry_out(ON + timedelta(days=2))
    return words | {"heir": heir}


def asked(day: date, organised: Organised, **words: Any) -> Report:
    return rates(now=clock.now(), as_of=day, organised=organised, **words)


def leads(day: date, organised: Organised, **words: Any) -> dict[str, int]:
    report = asked(day, organised, by=Slice.ORGANISATION, **words)
    return {row.key: row.counts.total for row in report.rows}


def test_then_past_figures_stay_with_whom_they_were(merged: dict[str, Any]) -> None:
    old, heir = merged["lead"].code, merged["heir"].code
    assert leads(BEFORE, THEN) == leads(EVE, THEN) == {old: 2}
    assert leads(ON, THEN) == {old: 1, heir: 1}


@pytest.mark.parametrize("knowledge", Knowledge)
def test_now_they_are_with_the_heir(merged: dict[str, Any], knowledge: Knowledge) -> None:
    heir = merged["heir"].code
    for day in (BEFORE, EVE, ON):
        assert leads(day, NOW, knowledge=knowledge) == {heir: 2}


@pytest.mark.parametrize("knowledge", Knowledge)
def test_the_totals_are_the_same(merged: dict[str, Any], knowledge: Knowledge) -> None:
    for day in (BEFORE, EVE, ON):
        then, now = (asked(day, each, knowledge=knowledge) for each in (THEN, NOW))
        assert then.totals == now.totals


def test_before_the_job_ran_then_knew_the_old_lead_still(merged: dict[str, Any]) -> None:
    assert leads(ON, THEN, knowledge=Knowledge.KNOWN) == {merged["lead"].code: 2}


def test_blocks_follow(merged: dict[str, Any]) -> None:
    def blocks(organised: Organised) -> list[str]:
        return [row.key for row in asked(EVE, organised, by=Slice.BLOCK).rows]

    assert blocks(THEN) == [Block.MINISTRIES]
    assert blocks(NOW) == [Block.LOCALITIES]


def test_one_organisation_follows(merged: dict[str, Any]) -> None:
    def total(organisation: Organisation, organised: Organised) -> int:
        return asked(EVE, organised, organisation=organisation).totals.total

    assert (total(merged["lead"], THEN), total(merged["heir"], THEN)) == (2, 0)
    assert (total(merged["lead"], NOW), total(merged["heir"], NOW)) == (0, 2)


def test_through_chains_and_without_a_merger_on_record() -> None:
    """As the organisations of old times are: ended, with a default successor, and no more."""
    words = shared()
    completed(**words)
    middle, last = ministry(), ministry()
    for old, new in ((words["lead"], middle), (middle, last)):
        Succession.objects.create(predecessor=old, successor=new, is_default=True)
        Organisation.objects.filter(pk=old.pk).update(alive_until=EVE)
    assert leads(BEFORE, NOW) == {words["lead"].code: 1}  # nobody has ended yet
    at(ON)
    assert leads(BEFORE, NOW) == {last.code: 1}
    assert leads(BEFORE, THEN) == {words["lead"].code: 1}


def test_page_and_file_keep_it_in_the_address(merged: dict[str, Any], client: Client) -> None:
    client.force_login(person(Role.SECRETARY, merged["programme"].owner))
    address = f"by=organisation&as_of={EVE}&organised=now"
    answer = client.get(f"/rates/?{address}")
    assert "Theo tổ chức hiện nay" in answer.content.decode()
    [line] = answer.context["rows"]
    inside = parse_qs(line.query)
    assert (inside["organised"], inside["organisation"]) == (["now"], [merged["heir"].code])
    assert client.get(f"/rates/?{line.query}").context["totals"] == line.row.counts
    file = client.get(f"/exports/rates.csv?{address}").getvalue().decode()
    [row, *_total] = csv.DictReader(file.lstrip("\ufeff").splitlines())
    assert (row["organised"], row["key"]) == ("now", merged["heir"].code)
