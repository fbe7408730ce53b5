from typing import Any

import pytest
from django.test import Client

from tasks.enums import Act, Status
from tasks.models import Instrument, Task
from tests import factories as make
from tests.tasks import authorised as do
from tests.tasks.web.posting import refusals, send, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks() -> list[Task]:
    words = {"programme": make.programme(), "clause": make.ClauseFactory.create()}
    return [make.in_progress(**words, lead=make.ministry()) for _ in range(3)]


@pytest.fixture
def old(tasks: list[Task]) -> Instrument:
    return tasks[0].clause.instrument


@pytest.fixture
def new(old: Instrument) -> Instrument:
    return do.newer(old, "I.1")


@pytest.fixture
def browser(tasks: list[Task]) -> Client:
    client = Client()
    client.force_login(make.secretary_of(tasks[0]))
    return client


def path(new: Instrument, old: Instrument) -> str:
    return f"/instruments/{new.pk}/supersede/?supersedes={old.pk}"


WHY = {"reason": "Thay thế văn bản cũ."}


def test_it_begins_on_the_page_of_the_new_one(
    browser: Client, old: Instrument, new: Instrument
) -> None:
    assert (
        f"/instruments/{new.pk}/supersede/"
        in browser.get(f"/instruments/{new.pk}/").content.decode()
    )
    choose = browser.get(f"/instruments/{new.pk}/supersede/").content.decode()
    assert old.number in choose


def test_every_open_task_is_shown_with_what_is_proposed(
    browser: Client, tasks: list[Task], old: Instrument, new: Instrument
) -> None:
    page = browser.get(path(new, old)).content.decode()
    assert all(task.code in page for task in tasks)
    assert make.again(tasks[0]).act == Act.PROGRESS


def test_each_meets_what_was_chosen(
    browser: Client, tasks: list[Task], old: Instrument, new: Instrument
) -> None:
    on, replaced, gone = tasks
    other = make.draft(programme=on.programme, clause=do.clause_of(new))
    chosen: dict[str, Any] = {
        f"clause_{on.pk}": "I.1",
        f"fate_{replaced.pk}": "replace",
        f"by_{replaced.pk}": other.code,
        f"fate_{gone.pk}": "withdraw",
    }
    assert send(browser, path(new, old), **chosen, **WHY).status_code == 302
    on, replaced, gone = map(make.again, tasks)
    assert (on.act, on.act_detail["clause"]) == (Act.CONTINUE, "I.1")
    assert replaced.replaced_by == other
    assert gone.status == Status.WITHDRAWN
    page = browser.get(f"/instruments/{new.pk}/").content.decode()
    assert f"/tasks/{on.pk}/" in page
    assert old.number in page
    assert new.number in browser.get(f"/instruments/{old.pk}/").content.decode()


def test_what_cannot_be_is_said_at_its_task(
    browser: Client, tasks: list[Task], old: Instrument, new: Instrument
) -> None:
    one = tasks[0].pk
    said = send(browser, path(new, old), **{f"fate_{one}": "replace"}, **WHY)
    assert tasks[0].code in str(refusals(said)["__all__"])
    said = send(browser, path(new, old), **{f"by_{one}": "KHÔNG"}, **WHY)
    assert refusals(said)[f"by_{one}"]
    assert "reason" in refusals(send(browser, path(new, old)))
    assert not new.supersedes.exists()


def test_what_changed_meanwhile_is_shown_and_goes_through_the_second_time(
    browser: Client, tasks: list[Task], old: Instrument, new: Instrument
) -> None:
    form = shown(browser, path(new, old)) | WHY | {f"fate_{tasks[0].pk}": "withdraw"}
    make.report(tasks[1], 70)
    do.withdraw(tasks[2])
    late = make.assigned(programme=tasks[0].programme, clause=tasks[0].clause)
    answer = browser.post(path(new, old), form)
    assert refusals(answer)["__all__"]
    assert not new.supersedes.exists()
    shown_now = {bound.html_name: bound.value() for bound in answer.context["form"]}
    assert shown_now[f"fate_{tasks[0].pk}"] == "withdraw"
    assert shown_now[f"fate_{late.pk}"] == "continue"
    again = {name: value for name, value in shown_now.items() if value}
    assert browser.post(path(new, old), again).status_code == 302
    assert make.again(tasks[0]).status == Status.WITHDRAWN
    assert make.again(late).act == Act.CONTINUE


def test_nonsense_in_the_address_or_the_form_is_refused(
    browser: Client, old: Instrument, new: Instrument
) -> None:
    assert browser.get(f"/instruments/{old.pk}/supersede/?supersedes={new.pk}").status_code == 200
    assert browser.get(f"/instruments/{new.pk}/supersede/?supersedes=†").status_code == 200
    assert browser.post(path(new, old), {"seen": "†", **WHY}).status_code == 422


def test_a_task_of_another_programme_keeps_the_secretary_out(
    browser: Client, tasks: list[Task], old: Instrument, new: Instrument
) -> None:
    make.assigned(clause=tasks[0].clause)
    assert browser.get(path(new, old)).status_code == 403
