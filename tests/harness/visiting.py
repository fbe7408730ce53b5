"""Opening pages of the inventory in a browser, each as somebody it is for."""

from collections.abc import Iterator
from itertools import chain

from django.test import Client
from playwright.sync_api import BrowserContext

from accounts.models import User
from tests.inventory import READERS, WEB

OK = 200
# Not HTML, and what stands there for those who try the rights of readers.
NO_PAGES = (
    *("health/", "favicon.ico", "exports/", "rates/trend.svg", "/evidence/", "/document/"),
    *("/nothing/", "†"),
)
# Who is shown most comes first.
BEST = ("secretary", "focal_point", "head", "administrator", "officer", "auditor", "anonymous")


def shown_pages() -> Iterator[tuple[str, str]]:
    """Each page of the inventory that anybody is shown, and the reader it shows most."""
    for template, who in chain.from_iterable(WEB.values()):
        reader = next((one for one in BEST if who[READERS.index(one)] == OK), None)
        if reader and not any(part in template for part in NO_PAGES):
            yield template, reader


def carry_session(context: BrowserContext, site: str, person: User | None) -> None:
    """Let a browser be signed in as `person`, or as nobody."""
    context.clear_cookies()
    client = Client()
    if person is not None:
        client.force_login(person)
    for name, cookie in client.cookies.items():
        context.add_cookies([{"name": name, "value": cookie.value, "url": site}])
