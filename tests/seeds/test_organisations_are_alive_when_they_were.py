"""Resolutions 176/2025/QH15 (from 1 March 2025) and 202/2025/QH15 (from 1 July 2025)."""

from collections import Counter
from datetime import date

import pytest

from accounts.enums import Block, OrganisationKind
from accounts.models import Organisation

pytestmark = pytest.mark.seeded


@pytest.mark.parametrize(
    ("day", "central", "provinces"),
    [
        (date(2025, 2, 28), 30, 63),
        (date(2025, 3, 1), 22, 63),
        (date(2025, 6, 30), 22, 63),
        (date(2025, 7, 1), 22, 34),
    ],
)
def test_on(day: date, central: int, provinces: int) -> None:
    alive = Organisation.objects.alive_on(day).exclude(kind=OrganisationKind.UNIT)
    assert alive.filter(block=Block.MINISTRIES).count() == central
    assert alive.filter(block=Block.LOCALITIES).count() == provinces


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2025, 2, 28), {"ministry": 18, "ministerial_agency": 4, "government_agency": 8}),
        (date(2025, 3, 1), {"ministry": 14, "ministerial_agency": 3, "government_agency": 5}),
    ],
)
def test_the_kinds_of_central_bodies(day: date, kinds: dict[str, int]) -> None:
    alive = Organisation.objects.alive_on(day).exclude(kind=OrganisationKind.UNIT)
    central = alive.filter(block=Block.MINISTRIES)
    assert Counter(central.values_list("kind", flat=True)) == kinds


def test_eleven_provinces_continue_unchanged() -> None:
    provinces = Organisation.objects.filter(block=Block.LOCALITIES, alive_until=None)
    assert provinces.filter(alive_from__lt=date(2025, 7, 1)).count() == 11


def test_whoever_ended_has_one_default_successor_that_was_alive_the_next_day() -> None:
    for ended in Organisation.objects.exclude(alive_until=None):
        successors = [step.successor for step in ended.successions.filter(is_default=True)]
        assert len(successors) == 1, ended
        assert ended.alive_until is not None
        assert successors[0].alive_from.toordinal() <= ended.alive_until.toordinal() + 1, ended


def test_a_body_that_survived_a_merger_is_the_same_one() -> None:
    most = Organisation.objects.get(code="MOST")
    assert most.alive_from < date(2025, 3, 1)
    assert most.inheritances.get().predecessor.code == "MIC"
