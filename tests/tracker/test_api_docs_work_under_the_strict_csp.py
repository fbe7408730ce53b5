"""The documentation of the API is readable in a browser that obeys our Content-Security-Policy."""

import pytest
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_operation_can_be_opened_and_read(live_server: LiveServer, page: Page) -> None:
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", hear)
    answer = page.goto(f"{live_server.url}/api/docs/")
    assert answer
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    operation = page.locator("#operations-tasks-tasks_assign_create")
    operation.locator("button.opblock-summary-control").click()
    operation.get_by_text("Hand a draft out").wait_for()
    operation.get_by_role("button", name="Try it out").wait_for()
    assert not errors
