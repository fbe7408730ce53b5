"""From one submission to the next, accepted and returned, without a mouse."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tasks.enums import Status
from tasks.models import Task
from tests import factories as make
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tasks(page: Page, live_server: Any) -> list[Task]:
    """Three that were submitted one after the other; their secretary looks at the queue."""
    first = make.submitted(title="Nhiệm vụ một")
    words = {"programme": first.programme, "lead": first.lead}
    others = [make.submitted(title=title, **words) for title in ("Nhiệm vụ hai", "Nhiệm vụ ba")]
    carry_session(page.context, live_server.url, make.secretary_of(first))
    page.goto(f"{live_server.url}/review/")
    return [first, *others]


def shown(page: Page, title: str) -> None:
    """It is marked in the queue, and stands beside it."""
    expect(page.locator(".queue-row[aria-current]")).to_contain_text(title)
    expect(page.locator("#chosen-title")).to_have_text(title)


def test_all_of_it(page: Page, tasks: list[Task]) -> None:
    one, two, three = tasks
    press = page.keyboard.press
    shown(page, "Nhiệm vụ một")
    press("j")
    shown(page, "Nhiệm vụ hai")
    press("ArrowDown")
    shown(page, "Nhiệm vụ ba")
    press("k")
    shown(page, "Nhiệm vụ hai")
    assert page.url.endswith(f"/review/submission/{two.submissions.get().pk}/")

    press("r")
    page.keyboard.type("jark: thiếu phụ lục")  # letters are letters while one writes
    expect(page.locator("#return_reason")).to_have_value("jark: thiếu phụ lục")
    press("Escape")
    expect(page.locator("#return_reason")).to_be_hidden()
    press("r")
    press("Tab")
    press("Enter")
    shown(page, "Nhiệm vụ ba")
    expect(page.locator("#queue-said")).to_contain_text(two.code)
    assert make.again(two).status == Status.IN_PROGRESS

    press("a")  # asks first
    assert make.again(three).status == Status.SUBMITTED
    press("Enter")
    shown(page, "Nhiệm vụ một")  # after the last comes the first
    expect(page.locator(".queue-row[aria-current]")).to_be_focused()
    assert make.again(three).status == Status.COMPLETED

    page.locator("[data-keys-switch]").click()
    press("a")
    expect(page.locator("[data-act=accept]")).not_to_have_attribute("open", "")
    assert make.again(one).status == Status.SUBMITTED
