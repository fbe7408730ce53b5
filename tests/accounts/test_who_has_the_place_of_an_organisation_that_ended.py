from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation, Succession
from accounts.queries import heirs_after, heirs_of
from tests.factories import OrganisationFactory

YESTERDAY, TODAY, TOMORROW = date(2025, 11, 16), date(2025, 11, 17), date(2025, 11, 18)


def follows(old: Organisation, new: Organisation, *, default: bool = True) -> None:
    Succession.objects.create(predecessor=old, successor=new, is_default=default)


def ended(last_day: date) -> Organisation:
    made: Organisation = OrganisationFactory.create(alive_until=last_day)
    return made


@pytest.mark.django_db
def test_through_chains_from_the_day_after_the_last() -> None:
    first, second, third = ended(YESTERDAY), ended(TODAY), OrganisationFactory.create()
    follows(first, second)
    follows(second, third)
    assert heirs_of(YESTERDAY) == {}
    assert heirs_of(TODAY) == {first.pk: second.pk}
    assert heirs_of(TOMORROW) == {first.pk: third.pk, second.pk: third.pk}


@pytest.mark.django_db
def test_only_by_default() -> None:
    gone, one, two = ended(YESTERDAY), *OrganisationFactory.create_batch(2)
    follows(gone, one, default=False)
    assert heirs_of(TODAY) == {}
    follows(gone, two)
    assert heirs_of(TODAY) == {gone.pk: two.pk}


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9)), st.integers(0, 9))
def test_the_way_ends_even_in_a_circle(defaults: dict[int, int], start: int) -> None:
    chain = heirs_after(start, defaults)
    assert chain[0] == start
    assert len(chain) == len(set(chain))
    assert all(defaults[a] == b for a, b in pairwise(chain))
    assert chain[-1] not in defaults or defaults[chain[-1]] in chain
