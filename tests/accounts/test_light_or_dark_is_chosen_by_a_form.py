import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BY_SYSTEM = 'media="screen and (prefers-color-scheme: dark)"'


def _choose(browser: Client, appearance: str, back: str = "/sign-in/") -> str:
    chosen = {"appearance": appearance, "next": back}
    page: str = browser.post("/appearance/", chosen, follow=True).content.decode()
    return page


def test_the_system_decides_until_somebody_does() -> None:
    page = Client().get("/sign-in/").content.decode()
    assert BY_SYSTEM in page
    assert "data-bs-theme" not in page


def test_dark_whatever_the_system_says() -> None:
    page = _choose(Client(), "dark")
    assert 'data-bs-theme="dark"' in page
    assert "dark.css" in page
    assert BY_SYSTEM not in page


def test_light_whatever_the_system_says() -> None:
    page = _choose(Client(), "light")
    assert 'data-bs-theme="light"' in page
    assert "dark.css" not in page


def test_the_system_again() -> None:
    browser = Client()
    _choose(browser, "dark")
    assert BY_SYSTEM in _choose(browser, "auto")


def test_what_is_unknown_changes_nothing() -> None:
    browser = Client()
    _choose(browser, "dark")
    assert 'data-bs-theme="dark"' in _choose(browser, "†")
    browser.cookies["appearance"] = '"><script>'
    assert BY_SYSTEM in browser.get("/sign-in/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_it_leads_nowhere_else(back: str) -> None:
    answer = Client().post("/appearance/", {"appearance": "dark", "next": back})
    assert answer.headers["Location"] == "/"
