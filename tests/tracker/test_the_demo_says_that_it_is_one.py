from typing import Any

import pytest
from django.test import Client

from seeds.demo import sign_ins

pytestmark = pytest.mark.django_db


def sign_in_page(language: str) -> str:
    browser = Client(headers={"accept-language": language})
    page: str = browser.get("/sign-in/").content.decode()
    return page


def test_in_both_languages() -> None:
    assert "dữ liệu minh hoạ, không phải số liệu chính thức" in sign_in_page("vi")
    assert "illustrative data, not official figures" in sign_in_page("en")


def test_with_its_own_clock() -> None:
    assert "07:00 17/11/2025" in sign_in_page("vi")


def test_with_whom_to_sign_in_as() -> None:
    page = sign_in_page("vi")
    assert all(f"<code>{one.username}</code>" in page for one in sign_ins())


def test_nothing_of_it_where_the_data_are_real(settings: Any) -> None:
    settings.DEMO = False
    page = sign_in_page("vi")
    assert "minh hoạ" not in page
    assert not any(one.username in page for one in sign_ins())
