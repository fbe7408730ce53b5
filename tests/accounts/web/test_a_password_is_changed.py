import pytest
from django.test import Client

from accounts.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db
OLD, NEW = "cũ-nhưng-đủ-dài-57", "mới-và-cũng-đủ-dài-58"


@pytest.fixture
def person() -> User:
    person = make.UserFactory.create()
    person.set_password(OLD)
    person.save()
    return person


def changed(person: User, old: str, new: str) -> str:
    browser = Client()
    browser.force_login(person)
    said = {"old_password": old, "new_password1": new, "new_password2": new}
    page: str = browser.post("/me/password/", said, follow=True).content.decode()
    person.refresh_from_db()
    return page


def test_to_a_new_one(person: User) -> None:
    assert "Đã đổi mật khẩu." in changed(person, OLD, NEW)
    assert person.check_password(NEW)


def test_not_without_the_old_one(person: User) -> None:
    changed(person, "không phải", NEW)
    assert person.check_password(OLD)


def test_not_to_a_weak_one(person: User) -> None:
    assert "Mật khẩu quá ngắn" in changed(person, OLD, "ngắn")
    assert person.check_password(OLD)
