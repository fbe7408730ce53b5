"""The table of gaps and the loaded database agree, and the gate was passed as anybody passes it."""

from collections import Counter
from datetime import date

import pytest

from seeds.story import tell
from seeds.story.tables import rows, words
from tasks.enums import Act
from tasks.models import Task, TaskEvent
from tasks.queries.clarity import misjudged


def test_every_regular_task_of_the_story_has_a_rhythm_and_no_other() -> None:
    assert all(plan.is_regular == bool(plan.rhythm) for plan in tell().plans)


@pytest.mark.seeded
def test_as_many_lack_what_as_the_table_says() -> None:
    assigned = TaskEvent.objects.filter(act=Act.ASSIGN, is_group=False)
    found = Counter(tuple(sorted(gaps)) for gaps in assigned.values_list("gaps", flat=True))
    del found[()]
    assert found == {
        tuple(sorted(words(row["missing"]))): int(row["tasks"]) for row in rows("clarity")
    }


@pytest.mark.seeded
def test_each_of_them_says_why_it_was_handed_out() -> None:
    """The parts of a task that was split were handed out with the reason of that."""
    handed_out = TaskEvent.objects.filter(act=Act.ASSIGN, is_group=False)
    for event in handed_out.filter(task__split_from=None):
        assert bool(event.act_note) == bool(event.gaps), event


@pytest.mark.seeded
def test_nothing_has_been_lost_since() -> None:
    assert misjudged(on=date(2025, 11, 17)) == []
    assert not Task.objects.filter(act=Act.JUDGE).exists()
