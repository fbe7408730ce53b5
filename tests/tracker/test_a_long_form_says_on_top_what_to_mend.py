"""Where the fault stands beside a field below the fold, the top of the form leads to it."""

import pytest
from django.test import Client

from accounts.enums import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_each_fault_leads_to_its_field() -> None:
    browser = Client()
    browser.force_login(make.person(Role.ADMINISTRATOR, make.ministry()))
    page = browser.post("/administration/people/new/", {"full_name": "Lê Văn An"}).text
    assert "Đề nghị sửa:" in page
    assert '<a href="#div_id_username">Tên đăng nhập</a>: Trường này là bắt buộc.' in page
    assert 'id="div_id_username"' in page
    assert "#div_id_full_name" not in page


def test_a_short_form_says_it_once() -> None:
    page = Client().post("/sign-in/", {"username": "", "password": ""}).text
    assert "Đề nghị sửa:" not in page
    assert "Trường này là bắt buộc." in page
