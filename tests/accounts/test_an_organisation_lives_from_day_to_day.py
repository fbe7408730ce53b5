from datetime import date

import pytest

from accounts.models import Organisation, Succession
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
MERGED = date(2025, 3, 1)
LAST = date(2025, 2, 28)


@pytest.fixture
def merger() -> tuple[Organisation, Organisation]:
    """A ministry and the one that followed it."""
    old = OrganisationFactory.create(alive_until=LAST)
    new = OrganisationFactory.create(alive_from=MERGED)
    Succession.objects.create(predecessor=old, successor=new, is_default=True)
    return old, new


def test_it_is_alive_until_the_end_of_its_last_day(
    merger: tuple[Organisation, Organisation],
) -> None:
    old, new = merger
    assert set(Organisation.objects.alive_on(LAST)) == {old}
    assert set(Organisation.objects.alive_on(MERGED)) == {new}


def test_it_may_have_several_successors_one_of_them_by_default(
    merger: tuple[Organisation, Organisation],
) -> None:
    old, new = merger
    Succession.objects.create(predecessor=old, successor=OrganisationFactory.create())
    assert old.successions.count() == 2
    assert old.successions.get(is_default=True).successor == new
    assert new.inheritances.get().predecessor == old
