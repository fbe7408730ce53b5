from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from tasks import domain
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.django_db


def test_each_task_stands_where_its_urgency_puts_it() -> None:
    lead = make.ministry()
    words = {"lead": lead, "programme": make.programme()}
    made = {
        "overdue": make.in_progress(**words, deadline=date(2025, 11, 18)),
        "this_week": make.assigned(**words, deadline=date(2025, 11, 23)),
        "this_month": make.assigned(**words, deadline=date(2025, 11, 24)),
        "later": make.assigned(**words, deadline=date(2025, 12, 1)),
        "regular": make.assigned(**words, deadline=None),
        "awaiting": make.submitted(**words, deadline=date(2025, 11, 18)),
        "suspended": make.suspended(**words),
        "returned": make.submitted(**words),
    }
    returned = made["returned"]
    secretary = make.secretary_of(returned)
    domain.send_back(returned, by=secretary, now=clock.now(), reason="Thiếu phụ lục.")
    make.completed(**words)
    make.at("2025-11-19")
    browser = Client()
    browser.force_login(make.person(Role.HEAD, lead))
    shown = browser.get("/").context["owed"]
    found = {urgency.value: [row["task"].code for row in rows] for urgency, rows in shown}
    assert found == {name: [task.code] for name, task in made.items()}
    assert list(found)[:4] == ["overdue", "this_week", "returned", "this_month"]


def test_a_deadline_is_said_in_words() -> None:
    task = make.assigned(deadline=date(2025, 11, 20))
    browser = Client()
    browser.force_login(make.focal_point_of(task))
    assert "còn 3 ngày" in browser.get("/").content.decode()
    make.at("2025-11-20")
    assert "đến hạn hôm nay" in browser.get("/").content.decode()
    make.at("2025-11-25")
    assert "quá hạn 5 ngày" in browser.get("/").content.decode()


def test_what_others_lead_and_we_join_is_listed_apart() -> None:
    us = make.ministry()
    task = make.assigned(co_agencies=[domain.Part(us, "Cung cấp dữ liệu.")])
    browser = Client()
    browser.force_login(make.person(Role.FOCAL_POINT, us))
    page = browser.get("/")
    assert page.context["owed"] == []
    assert [row["task"].code for row in page.context["joined"]] == [task.code]
