"""Who tells the stories, and where: one browser for all, a small world for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.harness.person import Person, listen

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


@pytest.fixture(autouse=True)
def _quick(settings: Any, tmp_path: Path) -> None:
    """Nothing is proved by a slow hash; files lie in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    settings.JOBS_FOLDER = tmp_path / "jobs"


@pytest.fixture
def somebody(
    request: pytest.FixtureRequest, browser: Browser, live_server: Any
) -> Iterator[Person]:
    """A person at a browser of their own; `(language, device)` may be asked as a parameter."""
    language, device = getattr(request, "param", ("vi", DESK))
    context = browser.new_context(
        locale="vi-VN" if language == "vi" else "en-GB", timezone_id="Asia/Ho_Chi_Minh", **device
    )
    person = Person(context.new_page(), live_server.url, language)
    listen(person.page, person.complaints)
    yield person
    context.close()
    assert not person.complaints
