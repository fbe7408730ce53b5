"""The text alone is enough, and never says something else than what stands beside it."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import ask_extension, decide_extension, edit_task
from tasks.enums import Rhythm
from tasks.models import Task
from tests.factories import again, assigned, draft, focal_point_of, secretary_of
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
QUARTER = {"deadline_text": "Quý I/2026", "deadline": None, "is_regular": False, "rhythm": ""}


def write(**words: Any) -> Task:
    """A draft whose time line is said by `words` alone."""
    plain = draft(deadline=None, rhythm="")
    return edit(plain, **{"is_regular": False} | words)


def edit(task: Task, **words: Any) -> Task:
    return again(edit_task(task, by=secretary_of(task), now=clock.now(), **words))


def time_line(task: Task) -> tuple[date | None, bool, str]:
    return task.deadline, task.is_regular, task.rhythm


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"deadline_text": "Quý I/2026"}, (date(2026, 3, 31), False, "")),
        ({"deadline_text": " trước 15/12/2025 "}, (date(2025, 12, 14), False, "")),
        ({"deadline_text": "hằng quý"}, (None, True, Rhythm.QUARTERLY)),
        ({"deadline_text": "thường xuyên"}, (None, True, "")),
        ({"deadline_text": "thường xuyên", "rhythm": "yearly"}, (None, True, Rhythm.YEARLY)),
        (
            {"deadline_text": "năm 2026", "deadline": date(2026, 12, 31)},
            (date(2026, 12, 31), False, ""),
        ),
        ({"deadline_text": "", "deadline": date(2026, 1, 5)}, (date(2026, 1, 5), False, "")),
    ],
)
def test_what_the_text_means(words: dict[str, Any], said: object) -> None:
    task = write(**words)
    assert time_line(task) == said
    assert task.deadline_text == words["deadline_text"].strip()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"deadline_text": "15/12"}, "deadline_without_year"),
        ({"deadline_text": "cuối tháng"}, "deadline_vague"),
        ({"deadline_text": "Quý I/2026", "deadline": date(2026, 3, 30)}, "deadline_contradicted"),
        ({"deadline_text": "Quý I/2026", "is_regular": True}, "deadline_contradicted"),
        ({"deadline_text": "hằng quý", "rhythm": "monthly"}, "deadline_contradicted"),
        ({"deadline_text": "hằng quý", "deadline": date(2026, 3, 31)}, "deadline_contradicted"),
    ],
)
def test_what_is_refused(words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        write(**words)
    assert (refused.value.code, refused.value.field) == (code, "deadline_text")


def test_a_new_deadline_has_to_agree_with_the_text_that_is_kept() -> None:
    task = write(deadline_text="Quý I/2026")
    with pytest.raises(Refused) as refused:
        edit(task, deadline=date(2026, 6, 30))
    assert refused.value.code == "deadline_contradicted"
    moved = edit(task, deadline=date(2026, 6, 30), deadline_text="Quý II/2026")
    assert moved.deadlines == [date(2026, 6, 30)]


def test_a_rhythm_gives_way_to_a_day() -> None:
    task = edit(write(deadline_text="hằng tháng"), deadline_text="31/1/2026")
    assert time_line(task) == (date(2026, 1, 31), False, "")


def test_the_text_of_the_first_deadline_outlives_an_extension() -> None:
    task = assigned(deadline=date(2025, 12, 31), deadline_text="31/12/2025")
    later = date(2026, 3, 31)
    request = ask_extension(
        task, by=focal_point_of(task), now=clock.now(), new_deadline=later, reason="Chờ ý kiến."
    )
    decide_extension(request, by=secretary_of(task), now=clock.now(), granted=True)
    task = edit(task, deadline_text="31/12/2025", title="Khác")
    assert task.deadlines == [date(2025, 12, 31), later]
    assert edit(task, deadline_text="trước 1/1/2026").deadline_text == "trước 1/1/2026"
    with pytest.raises(Refused) as refused:
        edit(task, deadline_text="Quý II/2026")
    assert refused.value.code == "deadline_kept"
