import pytest

from accounts.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> list[Organisation]:
    """A chain of four, and one beside them."""
    chain = [OrganisationFactory.create()]
    for _ in range(3):
        chain.append(OrganisationFactory.create(parent=chain[-1]))
    OrganisationFactory.create()
    return chain


def test_all_levels_and_itself(tree: list[Organisation]) -> None:
    assert set(Organisation.objects.below([tree[1].pk])) == set(tree[1:])


def test_of_several_roots_each_once(tree: list[Organisation]) -> None:
    found = list(Organisation.objects.below([tree[0].pk, tree[2].pk]))
    assert len(found) == len(set(found)) == 4


def test_of_none_nothing(tree: list[Organisation]) -> None:
    assert not Organisation.objects.below([]).exists()
