"""The head of a long list says how many there are, or that there are more than anybody counts."""

import pytest

from accounts.models import Organisation
from tasks.interfaces.web.first import first
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("most", "counted", "told"),
    [
        (4, 1, (4, 4, False)),  # all are shown
        (2, None, (2, 4, False)),
        (2, 4, (2, 4, False)),
        (2, 3, (2, 3, True)),
    ],
)
def test_how_many(most: int, counted: int | None, told: tuple[int, int, bool]) -> None:
    made = [make.OrganisationFactory.create().pk for _each in range(4)]
    found = first(Organisation.objects.filter(pk__in=made), most, counted=counted)
    assert (len(found), found.total, found.is_least) == told
    assert found.has_more is (told[0] < 4)
