"""In a system without anything, each list says why it is empty, and whoever may is led on."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests import factories as make
from tests.inventory import WEB
from tests.reports.exports.test_every_list_can_be_exported import PAGES

pytestmark = pytest.mark.shared
OK = 200
EMPTY_TABLE = re.compile(r"<tbody[^>]*>\s*</tbody>")
NOTHING = re.compile(r"<(ul|ol)[^>]*>\s*</\1>")
SENTENCE = re.compile(
    r'<(p|td)[^>]* class="[^"]*\bempty\b[^"]*".*?</\1>|<p class="empty">.*?</p>', re.DOTALL
)
# Whoever reads them is in them; or a question that has to be asked first.
NEVER_EMPTY = {"administration/people/", "administration/organisations/", "mergers/new/"}
Told = dict[str, dict[str, tuple[str, str]]]


@pytest.fixture(scope="module")
def told(shared_database: None) -> Told:
    """Reader → address → route and text of each page that needs nothing to be there.

    There is a programme whose people have just got their roles, and nothing has been entered.
    """
    programme, ministry = make.programme(), make.ministry()
    readers = {
        "secretary": make.person(Role.SECRETARY, programme.owner),
        "focal_point": make.person(Role.FOCAL_POINT, ministry),
        "head": make.person(Role.HEAD, ministry),
        "administrator": make.UserFactory.create(is_superuser=True),
    }
    return {name: dict(pages(reader)) for name, reader in readers.items()}


def pages(reader: User) -> Iterator[tuple[str, tuple[str, str]]]:
    browser = signed_in(reader)
    for route in PAGES:
        address = WEB[route][0][0]
        if "{" not in address:
            page = browser.get(address)
            if page.status_code == OK:
                yield address, (route, page.text)


def signed_in(reader: User) -> Client:
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(reader)
    return browser


def test_no_table_or_list_stands_empty(told: Told) -> None:
    empty = {
        (name, address)
        for name, found in told.items()
        for address, (_route, text) in found.items()
        if EMPTY_TABLE.search(text) or NOTHING.search(text)
    }
    assert not empty


def test_each_list_says_why_it_is_empty(told: Told) -> None:
    silent = {
        (name, address)
        for name, found in told.items()
        for address, (route, text) in found.items()
        if route not in NEVER_EMPTY and not SENTENCE.search(text)
    }
    assert not silent


@pytest.mark.parametrize(
    ("reader", "address", "to"),
    [
        ("secretary", "/instruments/", "/instruments/new/"),
        ("secretary", "/meetings/", "/meetings/new/"),
        ("secretary", "/tasks/", "/instruments/"),
        ("focal_point", "/", "/help/"),
        ("focal_point", "/obstacles/", "/tasks/"),
    ],
)
def test_whoever_may_is_led_on(told: Told, reader: str, address: str, to: str) -> None:
    _route, text = told[reader][address]
    sentences = "".join(found.group() for found in SENTENCE.finditer(text))
    assert f'href="{to}' in sentences


def test_whoever_may_not_is_not(told: Told) -> None:
    assert "/instruments/new/" not in told["focal_point"]["/instruments/"][1]


def test_who_holds_no_role_learns_whom_to_ask(shared_database: None) -> None:
    page = signed_in(make.UserFactory.create()).get("/")
    assert 'class="empty"' in page.text
    assert 'href="/me/"' in page.text
