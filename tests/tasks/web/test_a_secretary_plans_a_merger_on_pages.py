from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from tasks.models import Merger
from tests.factories import InstrumentFactory, again, assigned, ministry, person
from tests.tasks.mergers import ON, carry_out, shared
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(client: Client) -> dict[str, Any]:
    words = shared()
    client.force_login(person(Role.SECRETARY, words["programme"].owner))
    return words


def address(words: dict[str, Any], heir: Any, on: Any = ON) -> str:
    asked = f"predecessor={words['lead'].pk}&successor={heir.pk}&on={on.isoformat()}"
    return f"{reverse('merger_new')}?{asked}"


def test_the_preview_preselects_the_default(client: Client, words: dict[str, Any]) -> None:
    task, heir = assigned(**words, title="Xây dựng cơ sở dữ liệu đất đai"), ministry()
    page = client.get(address(words, heir)).content.decode()
    assert task.title in page
    assert f'<option value="{heir.pk}" selected>' in page
    assert not Merger.objects.exists()


def test_a_task_is_sent_elsewhere(client: Client, words: dict[str, Any]) -> None:
    usual, special = assigned(**words), assigned(**words)
    heir, other = ministry(), ministry()
    body = {"instrument": InstrumentFactory.create().pk, "reason": "Sắp xếp bộ máy."}
    body |= {f"to_{usual.pk}": heir.pk, f"to_{special.pk}": other.pk}
    answer = client.post(address(words, heir), body)
    assert answer.status_code == 302, answer.context["plan"].errors
    page = client.get(answer["Location"]).content.decode()
    assert words["lead"].name in page
    carry_out(ON)
    assert (again(usual).lead, again(special).lead) == (heir, other)


def test_a_merger_of_today_is_carried_out_at_once(client: Client, words: dict[str, Any]) -> None:
    task, heir = assigned(**words), ministry()
    body = {"instrument": InstrumentFactory.create().pk, "reason": "Sắp xếp bộ máy."}
    client.post(address(words, heir, clock.today()), body)
    assert again(task).lead == heir


def test_what_is_refused_is_explained(client: Client, words: dict[str, Any]) -> None:
    assigned(**words)
    heir = ministry(alive_until=ON)
    body = {"instrument": InstrumentFactory.create().pk, "reason": "Sắp xếp bộ máy."}
    late = ON.replace(day=20)
    answer = client.post(address(words, heir, late), body)
    assert (answer.status_code, Merger.objects.count()) == (422, 0)
    assert "20/12/2025" in answer.content.decode()


def test_it_costs_the_same_for_one_task_and_three(client: Client, words: dict[str, Any]) -> None:
    heir, costs = ministry(), []
    for _ in range(2):
        assigned(**words)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(words, heir))
        costs.append(len(queries))
        assigned(**words)
    assert costs[0] == costs[1]


def test_a_plan_is_called_off(client: Client, words: dict[str, Any]) -> None:
    task, heir = assigned(**words), ministry()
    body = {"instrument": InstrumentFactory.create().pk, "reason": "Sắp xếp bộ máy."}
    client.post(address(words, heir), body)
    path = reverse("merger_call_off", args=[Merger.objects.get().pk])
    assert path in client.get(reverse("mergers")).content.decode()
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": " "}).status_code == 422
    page = client.post(path, {"reason": "Chưa có nghị quyết."}, follow=True).content.decode()
    assert "Chưa có nghị quyết." in page
    assert path not in page
    assert "đã bị huỷ" in client.post(path, {"reason": "Lần nữa."}).content.decode()
    carry_out(ON)
    assert again(task).lead == words["lead"]
