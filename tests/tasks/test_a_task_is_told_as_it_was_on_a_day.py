from datetime import date

import pytest
from django.test import Client

from tasks import domain
from tasks.models import Task
from tests import factories as make
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def task(shared_database: None) -> Task:
    """Assigned on the 17th, withdrawn from the 20th on, which was recorded on the 24th."""
    part = domain.Part(make.ministry(), "Góp ý.", date(2025, 11, 30))
    one = make.assigned(deadline=date(2025, 12, 5), co_agencies=[part])
    make.at("2025-11-24")
    by, on = make.secretary_of(one), date(2025, 11, 20)
    domain.withdraw(one, by=by, now=clock.now(), on=on, **make.grounds())
    return make.again(one)


PRESENCE = [
    ("2025-11-16", "happened", "not_assigned"),
    ("2025-11-16", "known", "unknown"),
    ("2025-11-17", "happened", "in_force"),
    ("2025-11-20", "happened", "gone"),
    ("2025-11-20", "known", "in_force"),
    ("2025-11-24", "known", "gone"),
]


@pytest.mark.parametrize(("day", "knowledge", "presence"), PRESENCE)
def test_over_the_api(task: Task, day: str, knowledge: str, presence: str) -> None:
    client = as_(make.secretary_of(task))
    asked = {"as_of": day, "knowledge": knowledge}
    then = client.get(f"{V1}/tasks/{task.pk}/as-of/", asked).json()
    assert (then["presence"], then["as_of"]) == (presence, day)
    there = presence == "in_force"
    assert then["standing"] == then["standing_first"] == ("in_time_not_started" if there else None)
    if there:
        assert then["deadline"] == then["first_deadline"] == "2025-12-05"
        assert then["lead"]["code"] == task.lead.code
        assert [part["deadline"] for part in then["parts"]] == ["2025-11-30"]


@pytest.mark.parametrize(("day", "knowledge", "presence"), PRESENCE)
def test_on_the_page(task: Task, day: str, knowledge: str, presence: str) -> None:
    browser = Client()
    browser.force_login(make.secretary_of(task))
    page = browser.get(f"/tasks/{task.pk}/", {"as_of": day, "knowledge": knowledge})
    assert page.context["then"].presence == presence
    assert str(page.context["then"].presence.label) in page.content.decode()


def test_a_day_in_the_future_is_refused(task: Task) -> None:
    client = as_(make.secretary_of(task))
    refused = client.get(f"{V1}/tasks/{task.pk}/as-of/", {"as_of": "2025-11-25"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["attr"] == "as_of"
    browser = Client()
    browser.force_login(make.secretary_of(task))
    page = browser.get(f"/tasks/{task.pk}/", {"as_of": "2025-11-25"})
    assert page.status_code == 200
    assert page.context["then_form"].errors["as_of"]


def test_a_list_over_the_api_and_on_the_page(task: Task) -> None:
    secretary = make.secretary_of(task)
    asked = {"as_of": "2025-11-20", "knowledge": "known"}
    [row] = as_(secretary).get(f"{V1}/tasks/", asked).json()["results"]
    assert (row["standing"], row["status"]) == ("in_time_not_started", "assigned")
    assert not as_(secretary).get(f"{V1}/tasks/", {"as_of": "2025-11-20"}).json()["results"]
    browser = Client()
    browser.force_login(secretary)
    page = browser.get("/tasks/", asked)
    assert [each.pk for each, _otherwise in page.context["rows"]] == [task.pk]
    assert f"/tasks/{task.pk}/?as_of=2025-11-20&amp;knowledge=known" in page.content.decode()
    assert not browser.get("/tasks/", {"as_of": "2025-11-20"}).context["rows"]
    future = browser.get("/tasks/", {"as_of": "2025-11-25"})
    assert future.context["form"].errors["as_of"]
