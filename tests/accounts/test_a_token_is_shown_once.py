import pytest

from accounts.domain.tokens import issue_token, owner_of
from accounts.models import ApiToken, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_only_its_digest_is_kept() -> None:
    secret = issue_token(UserFactory.create())
    assert len(secret) >= 43
    assert secret not in str(ApiToken.objects.values().get())


def test_it_names_its_owner() -> None:
    user = UserFactory.create()
    first, second = issue_token(user), issue_token(user)
    assert first != second
    assert owner_of(first) == owner_of(second) == user


def test_no_other_secret_does() -> None:
    user = UserFactory.create()
    secret = issue_token(user)
    assert owner_of(secret + "x") is None
    assert owner_of("") is None
    assert owner_of(ApiToken.objects.get().digest) is None


def test_nor_that_of_somebody_who_may_not_sign_in() -> None:
    user = UserFactory.create()
    secret = issue_token(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert owner_of(secret) is None
