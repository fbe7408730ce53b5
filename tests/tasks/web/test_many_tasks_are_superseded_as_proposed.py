"""Of more open tasks than a form should hold, most become what is proposed, some what is chosen."""

import pytest
from django.test import Client

from tasks.enums import Act, Status
from tasks.interfaces.web import superseding_forms
from tasks.models import Instrument, Task
from tests import factories as make
from tests.tasks import authorised as do
from tests.tasks.web.posting import send

pytestmark = pytest.mark.django_db
WHY = {"reason": "Thay thế văn bản cũ."}


@pytest.fixture(autouse=True)
def _few_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two instead of two hundred."""
    monkeypatch.setattr(superseding_forms, "ALONE", 2)


@pytest.fixture
def tasks() -> list[Task]:
    words = {"programme": make.programme(), "clause": make.ClauseFactory.create(number="I.1")}
    return [make.in_progress(**words, lead=make.ministry()) for _ in range(4)]


@pytest.fixture
def new(tasks: list[Task]) -> Instrument:
    return do.newer(tasks[0].clause.instrument, "I.1")


@pytest.fixture
def browser(tasks: list[Task]) -> Client:
    client = Client()
    client.force_login(make.secretary_of(tasks[0]))
    return client


def path(new: Instrument, tasks: list[Task], *alone: Task) -> str:
    old, codes = tasks[0].clause.instrument, "+".join(task.code for task in alone)
    return f"/instruments/{new.pk}/supersede/?supersedes={old.pk}&alone={codes}"


def test_fields_are_only_those_of_tasks_that_were_named(
    browser: Client, tasks: list[Task], new: Instrument
) -> None:
    page = browser.get(path(new, tasks))
    assert not [name for name in page.context["form"].fields if name.startswith("fate_")]
    assert [one.task for one in page.context["page"]] == tasks
    page = browser.get(path(new, tasks, tasks[2]))
    assert f"fate_{tasks[2].pk}" in page.context["form"].fields
    assert [one.task for one in page.context["page"]] == [*tasks[:2], tasks[3]]


def test_the_others_become_what_is_proposed(
    browser: Client, tasks: list[Task], new: Instrument
) -> None:
    gone = tasks[1]
    address = path(new, tasks, gone)
    done = send(browser, address, **{f"fate_{gone.pk}": "withdraw"}, **WHY)
    assert done.status_code == 302
    found = [make.again(task) for task in tasks]
    assert [task.act for task in found if task.pk != gone.pk] == [Act.CONTINUE] * 3
    assert make.again(gone).status == Status.WITHDRAWN


def test_another_proposal_since_is_looked_at_first(
    browser: Client, tasks: list[Task], new: Instrument
) -> None:
    address = path(new, tasks)
    form = browser.get(address).context["form"]
    seen = {name: form[name].value() for name in ("seen", "proposed", "on")}
    one = tasks[0]
    make.draft(programme=one.programme, clause=do.clause_of(new), lead=one.lead, title=one.title)
    refused = browser.post(address, seen | WHY)
    assert refused.status_code == 422
    assert not make.again(one).replaced_by
    assert send(browser, address, **WHY).status_code == 302
    assert make.again(one).replaced_by
