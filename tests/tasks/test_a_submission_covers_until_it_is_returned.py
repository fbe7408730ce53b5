"""Waiting for review never counts against the agency; a return ends that from its day."""

from datetime import date

import pytest

from tasks.domain import accept, send_back
from tasks.enums import Knowledge, Outcome, Standing
from tasks.models import Submission, Task
from tasks.queries.standing import states_on, with_standing
from tests.factories import again, at, in_progress, secretary_of, submit
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
DEADLINE = date(2025, 11, 20)
AWAITING, OVERDUE = Standing.IN_TIME_AWAITING, Standing.OVERDUE


@pytest.fixture
def task() -> Task:
    task = in_progress(deadline=DEADLINE)
    at("2025-11-19")
    return again(submit(task).task)


def standings(knowledge: Knowledge) -> dict[int, str]:
    """By day of November, from the 19th on."""
    found = {}
    for day in (date(2025, 11, number) for number in range(19, 27)):
        [state] = with_standing(states_on(day, knowledge), day)
        found[day.day] = state.standing
    return found


@pytest.mark.parametrize("knowledge", Knowledge)
def test_a_return_ends_the_cover(task: Task, knowledge: Knowledge) -> None:
    now = at("2025-11-24")
    send_back(task, by=secretary_of(task), now=now, reason="Thiếu phụ lục.")
    assert standings(knowledge) == dict.fromkeys(range(19, 24), AWAITING) | dict.fromkeys(
        range(24, 27), OVERDUE
    )


def test_an_acceptance_counts_from_the_claimed_day(task: Task) -> None:
    now = at("2025-11-24")
    accept(task, by=secretary_of(task), now=now)
    assert set(standings(Knowledge.HAPPENED).values()) == {Standing.COMPLETED_ON_TIME}
    known = standings(Knowledge.KNOWN)
    assert [known[day] for day in (23, 24)] == [AWAITING, Standing.COMPLETED_ON_TIME]


def test_a_return_needs_a_reason(task: Task) -> None:
    with pytest.raises(Refused) as refused:
        send_back(task, by=secretary_of(task), now=clock.now(), reason="")
    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")


def test_who_decided_and_why_is_kept(task: Task) -> None:
    by = secretary_of(task)
    send_back(task, by=by, now=at("2025-11-24"), reason="Thiếu phụ lục.")
    claim = Submission.objects.get()
    assert (claim.outcome, claim.decided_by, claim.decided_on, claim.decision_note) == (
        Outcome.RETURNED,
        by,
        date(2025, 11, 24),
        "Thiếu phụ lục.",
    )


def test_a_new_claim_cannot_reach_behind_the_return(task: Task) -> None:
    now = at("2025-11-24")
    send_back(task, by=secretary_of(task), now=now, reason="Thiếu phụ lục.")
    with pytest.raises(Refused) as refused:
        submit(again(task), completed_on=date(2025, 11, 19))
    assert refused.value.code == "out_of_order"
    assert submit(again(task)).completed_on == date(2025, 11, 24)
