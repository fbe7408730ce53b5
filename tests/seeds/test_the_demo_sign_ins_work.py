import pytest
from django.contrib.auth import authenticate
from django.utils import translation

from accounts.models import Membership
from seeds.demo import SignIn, sign_ins

pytestmark = pytest.mark.seeded


@pytest.mark.parametrize("one", sign_ins(), ids=lambda one: one.username)
def test_of(one: SignIn) -> None:
    user = authenticate(username=one.username, password=one.password)
    assert user is not None
    assert Membership.objects.get(user=user).organisation.name == one.organisation


def test_they_are_one_of_each_role() -> None:
    names = [one.username for one in sign_ins()]
    roles = Membership.objects.filter(user__username__in=names).values_list("role", flat=True)
    assert set(roles) >= {"secretary", "focal_point", "head", "auditor", "administrator"}


def test_they_read_in_both_languages() -> None:
    with translation.override("en"):
        english = sign_ins()
    with translation.override("vi"):
        vietnamese = sign_ins()
    assert all(a.what != b.what for a, b in zip(english, vietnamese, strict=True))
