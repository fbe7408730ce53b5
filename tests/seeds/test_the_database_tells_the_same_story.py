"""The loaded demo, read through the product, against the slow replay of the plain acts."""

from collections import Counter
from datetime import date, timedelta

import pytest

from seeds.story import tell
from seeds.story.plans import Act
from tasks.enums import Knowledge
from tasks.models import Task, TaskEvent
from tasks.queries.standing import states_on, with_standing
from tests.seeds.reference import HANOI, PUBLISHED, figures

pytestmark = pytest.mark.seeded
DAYS = [day for day, _ in PUBLISHED] + [date(2025, 5, 20), date(2025, 9, 30), date(2025, 11, 16)]


@pytest.mark.parametrize("day", sorted(set(DAYS)))
@pytest.mark.parametrize("knowledge", Knowledge)
def test_standings_on(day: date, knowledge: Knowledge) -> None:
    states = with_standing(states_on(day, knowledge), day)
    found = Counter(states.values_list("standing", flat=True))
    expected = figures(tell(), day, known=knowledge is Knowledge.KNOWN)
    del expected["total"]
    assert found == expected


def test_every_event_was_recorded_at_its_moment() -> None:
    acts = Counter(
        (act.task_code, act.recorded_at) for act in tell().acts for _ in range(events_of(act))
    )
    events = Counter(
        (code, (recorded - timedelta(seconds=recorded.second)).replace(microsecond=0))
        for code, recorded in TaskEvent.objects.values_list("code", "recorded_at")
    )
    assert {(code, at.astimezone(HANOI)): n for (code, at), n in events.items()} == acts


def events_of(act: Act) -> int:
    """An obstacle that is reported with progress is an event of its own."""
    return bool(act.task_code) + bool(act.params.get("obstacle"))


def test_clarities_are_missing_where_the_table_says() -> None:
    def gaps(code: str) -> list[str]:
        return list(Task.objects.get(code=code).gaps)

    unclear = [plan for plan in tell().leaves if not plan.officer]
    assert unclear
    assert all("person" in gaps(plan.code) for plan in unclear[:5])
