import pytest
from django.test import Client

from accounts.models import User
from notifications.models import ReminderChoice, SuppressedAddress
from tests.factories import UserFactory
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db
ANSWER = "550 5.1.1 no such user"


def _page(person: User) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.get("/me/").content.decode()


def _silenced() -> User:
    person = UserFactory.create()
    SuppressedAddress.objects.create(address=person.email.lower(), answer=ANSWER)
    return person


def test_the_page_says_what_cannot_be_switched_off() -> None:
    page = _page(UserFactory.create())
    assert "Những thư không thể tắt" in page
    assert "nhiệm vụ quá hạn" in page


def test_reminders_are_switched_off_and_on_again_on_the_page() -> None:
    person, browser = UserFactory.create(), Client()
    browser.force_login(person)
    browser.post("/me/", {"choose_reminders": "1"})
    browser.post("/me/", {"choose_reminders": "1", "reminders": "on"})
    made = ReminderChoice.objects.order_by("pk").values_list("person", "wanted", "how")
    assert list(made) == [(person.pk, False, "settings"), (person.pk, True, "settings")]
    page = _page(person)
    assert page.index("đã bật") < page.index("đã tắt")


def test_over_the_api_too() -> None:
    client = as_(UserFactory.create())
    assert client.get(f"{V1}/me/settings/").json()["reminders"] is True
    changed = client.patch(f"{V1}/me/settings/", {"reminders": False, "language": "en"}).json()
    assert (changed["reminders"], changed["language"]) == (False, "en")
    assert [choice["how"] for choice in changed["choices"]] == ["api"]
    assert client.patch(f"{V1}/me/settings/", {"language": "fr"}).status_code == 400


def test_whom_mail_does_not_reach_is_told_since_when_why_and_whom_to_ask() -> None:
    administrator = UserFactory.create(is_superuser=True)
    person = _silenced()
    page = _page(person)
    for words in (ANSWER, person.email.lower(), administrator.email, str(administrator)):
        assert words in page
    told = as_(person).get(f"{V1}/me/settings/").json()["suppressed"]
    assert (told["address"], told["answer"]) == (person.email.lower(), ANSWER)


def test_whom_mail_reaches_again_is_not() -> None:
    person = _silenced()
    SuppressedAddress.objects.update(lifted_at="2025-11-17T10:00+07:00", lifted_by=person)
    assert ANSWER not in _page(person)
    assert as_(person).get(f"{V1}/me/settings/").json()["suppressed"] is None


def test_nobody_sees_or_changes_anothers() -> None:
    _silenced()
    other = UserFactory.create()
    assert ANSWER not in _page(other)
    as_(other).patch(f"{V1}/me/settings/", {"reminders": False})
    assert ReminderChoice.objects.get().person == other
