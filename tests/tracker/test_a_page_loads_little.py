"""What travels, compressed: the first page with all it links at most 150 kB, a next one 30 kB."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.harness.scene import Scene, scene
from tests.tracker.walking import address, browser_of

pytestmark = pytest.mark.shared
LINKED = re.compile(r'(?:href|src)="/static/([^"]+)"')
FIRST, NEXT = 150_000, 30_000


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


def _weight_of(browser: Client, path: str) -> int:
    """Bytes of the page as it is sent to a browser that reads gzip."""
    answer = browser.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    return len(answer.content)


def _weight_of_what_it_links(browser: Client, path: str) -> int:
    linked = set(LINKED.findall(browser.get(path).content.decode()))
    assert linked
    files = [Path(str(finders.find(name))) for name in linked]
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


@pytest.mark.parametrize(
    "template", ["/", "/rates/", "/tasks/{in_progress}/", "/meetings/{meeting}/"]
)
def test_first_and_next(template: str, world: Scene) -> None:
    browser, path = browser_of(world, "secretary"), address(template, world)
    page = _weight_of(browser, path)
    assert page <= NEXT
    assert page + _weight_of_what_it_links(browser, path) <= FIRST
