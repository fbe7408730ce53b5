import pytest
from django.test import Client

from accounts.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db


def language_of(browser: Client, path: str = "/me/") -> str:
    language: str = browser.get(path).headers["Content-Language"]
    return language


def signed_in(person: User) -> Client:
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(person)
    return browser


def test_a_stranger_reads_what_the_browser_asks_for() -> None:
    assert language_of(Client(headers={"accept-language": "en"}), "/sign-in/") == "en"
    assert language_of(Client(headers={"accept-language": "fr"}), "/sign-in/") == "vi"


def test_a_strangers_choice_is_kept_in_a_cookie() -> None:
    browser = Client(headers={"accept-language": "vi"})
    browser.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert language_of(browser, "/sign-in/") == "en"


def test_after_signing_in_the_persons_own_language_rules() -> None:
    assert language_of(signed_in(make.UserFactory.create(language="en"))) == "en"


def test_the_switch_is_kept_with_the_person() -> None:
    person = make.UserFactory.create(language="vi")
    signed_in(person).post("/language/", {"language": "en", "next": "/me/"})
    assert language_of(signed_in(person)) == "en"


def test_so_is_the_choice_among_the_settings() -> None:
    person = make.UserFactory.create(language="vi")
    page = signed_in(person).post("/me/", {"language": "en"}, follow=True)
    assert "Saved." in page.content.decode()


def test_the_switch_leads_nowhere_else() -> None:
    page = Client().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert page.headers["Location"] == "/"


def test_there_is_no_third_language() -> None:
    person = make.UserFactory.create(language="vi")
    signed_in(person).post("/language/", {"language": "fr", "next": "/me/"})
    assert language_of(signed_in(person)) == "vi"
