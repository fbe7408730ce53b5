from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def test_the_six_clarities_are_fields_of_their_own() -> None:
    lead, joined, signs = f.ministry(), f.ministry(), f.ministry()
    task = f.draft(
        lead=lead,
        officer=f.person(Role.OFFICER, lead),
        authority=signs,
        deliverable_kind="decree",
        deliverable_measure="nghị định",
        deliverable_count=2,
        deadline_text="Quý IV/2025",
        co_agencies=[domain.Part(joined, "Góp ý dự thảo", date(2025, 12, 1))],
    )
    shown = as_(f.secretary_of(task)).get(f"{V1}/tasks/{task.pk}/").json()
    assert shown["officer"]["username"] == f.person(Role.OFFICER, lead).username
    assert (shown["title"], shown["clause"]["number"]) == (task.title, task.clause.number)
    assert (shown["deadline"], shown["deadline_text"]) == ("2025-12-31", "Quý IV/2025")
    assert shown["lead"]["code"] == lead.code
    assert shown["co_agencies"][0]["organisation"]["code"] == joined.code
    assert shown["co_agencies"][0]["part"] == "Góp ý dự thảo"
    assert shown["authority"]["code"] == signs.code
    assert (shown["deliverable_kind"], shown["deliverable_count"]) == ("decree", 2)
    assert shown["gaps"] == []


def test_both_deadlines_and_what_they_make_of_it() -> None:
    task = f.in_progress(deadline=date(2025, 11, 18))
    secretary, lead = f.secretary_of(task), f.focal_point_of(task)
    asked = domain.ask_extension(
        task, by=lead, now=clock.now(), new_deadline=date(2025, 12, 1), reason="Chờ luật."
    )
    domain.decide_extension(asked, by=secretary, now=clock.now(), granted=True)
    f.at("2025-11-20")
    shown = as_(lead).get(f"{V1}/tasks/{task.pk}/").json()
    assert (shown["first_deadline"], shown["deadline"]) == ("2025-11-18", "2025-12-01")
    assert (shown["standing"], shown["standing_first"]) == ("in_time_underway", "overdue")
    assert task.lead
    assert shown["time_line"] == {
        "phases": [
            {"phase": "assigned", "since": "2025-11-17"},
            {"phase": "in_progress", "since": "2025-11-17"},
        ],
        "deadlines": [
            {"deadline": "2025-11-18", "since": "2025-11-17"},
            {"deadline": "2025-12-01", "since": "2025-11-17"},
        ],
        "leads": [
            {
                "lead": {
                    "code": task.lead.code,
                    "name": task.lead.name,
                    "name_en": task.lead.name_en,
                },
                "since": "2025-11-17",
            }
        ],
    }
    assert shown["extensions"][0]["outcome"] == "granted"
    assert shown["updates"][0]["percent"] == 40


def test_each_reader_is_told_what_they_can_do_next() -> None:
    task = f.submitted()
    auditor = f.person(Role.AUDITOR, task.programme.owner)

    def offered(reader: User) -> list[str]:
        shown = as_(reader).get(f"{V1}/tasks/{task.pk}/").json()
        acts: list[str] = shown["next_acts"]
        return acts

    assert {"accept", "return"} <= set(offered(f.secretary_of(task)))
    assert offered(f.focal_point_of(task)) == ["ask_extension", "hand_down", "raise"]
    assert offered(auditor) == []


def test_the_history_tells_every_act_with_both_times() -> None:
    task = f.completed()
    events = as_(f.focal_point_of(task)).get(f"{V1}/tasks/{task.pk}/history/").json()["results"]
    assert [event["act"] for event in events] == ["draft", "assign", "progress", "submit", "accept"]
    assert [event["revision"] for event in events] == [1, 2, 3, 4, 5]
    assert events[-1]["by"]["username"] == f.secretary_of(task).username
    assert events[-1]["on"] == "2025-11-17"
    assert events[-1]["recorded_at"].startswith("2025-11-17T07:")
