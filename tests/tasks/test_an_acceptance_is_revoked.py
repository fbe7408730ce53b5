from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tasks import domain
from tasks.enums import Standing
from tasks.models import Task
from tasks.rules.standing import TimeLine, standing_on
from tasks.rules.urgency import is_returned
from tests.factories import (
    MembershipFactory,
    again,
    assigned,
    at,
    completed,
    focal_point_of,
    in_progress,
    secretary_of,
    submit,
    submitted,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
WHY = "Sản phẩm chưa được ban hành."


def revoke(task: Task) -> Task:
    by = secretary_of(task)
    return again(domain.revoke_acceptance(task, by=by, now=clock.now(), reason=WHY))


def standing(task: Task, day: str) -> Standing | None:
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    return standing_on(line, date.fromisoformat(day))


def test_it_goes_on_from_that_day_and_the_days_before_stay() -> None:
    task = completed()
    at("2025-11-20")
    task = revoke(task)
    assert task.phases == ["assigned", "in_progress", "completed", "in_progress"]
    assert standing(task, "2025-11-19") == Standing.COMPLETED_ON_TIME
    assert standing(task, "2025-11-20") == Standing.IN_TIME_UNDERWAY
    assert standing(task, "2026-01-01") == Standing.OVERDUE
    assert task.completed_on is None
    assert is_returned(task)


def test_the_submission_says_who_and_why() -> None:
    task = completed()
    at("2025-11-20")
    claim = revoke(task).submissions.get()
    assert (claim.outcome, claim.revoked_by, claim.revoked_on, claim.revocation_reason) == (
        "revoked",
        secretary_of(task),
        date(2025, 11, 20),
        WHY,
    )
    assert claim.decided_on == date(2025, 11, 17)
    event = task.events.get(act="revoke")
    assert event.act_note == WHY
    assert event.act_detail == {"submission": claim.pk, "completed_on": "2025-11-17"}


def test_how_far_it_came_is_what_was_last_reported() -> None:
    task = assigned(deliverable_count=60)
    by = focal_point_of(task)
    domain.report_progress(task, by=by, now=clock.now(), count=30)
    submit(task)
    domain.accept(task, by=secretary_of(task), now=clock.now())
    assert (again(task).percent, again(task).counted) == (100, 60)
    task = revoke(task)
    assert (task.percent, task.counted) == (50, 30)


def test_a_new_claim_is_not_older_than_the_revocation() -> None:
    task = completed()
    at("2025-11-20")
    task = revoke(task)
    with pytest.raises(Refused) as refused:
        submit(task, completed_on=date(2025, 11, 19))
    assert refused.value.code == "out_of_order"
    submit(task)
    task = domain.accept(task, by=secretary_of(task), now=clock.now())
    assert again(task).completed_on == date(2025, 11, 20)
    outcomes = task.submissions.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["revoked", "accepted"]


def test_a_clarity_lost_meanwhile_counts_again() -> None:
    task = completed()
    at("2025-11-20")
    officer = task.officer
    assert officer is not None
    officer.memberships.update(until_day=date(2025, 11, 18))
    MembershipFactory.create(organisation=task.lead)
    assert again(task).gaps == []
    assert revoke(task).gaps == ["person"]


@pytest.mark.parametrize("make", [in_progress, submitted])
def test_only_what_was_accepted_is_revoked(make: "type[Task]") -> None:
    with pytest.raises(Refused) as refused:
        revoke(make())
    assert refused.value.code == "not_in_this_status"


def test_it_needs_a_secretary_and_a_reason() -> None:
    task = completed()
    with pytest.raises(PermissionDenied):
        domain.revoke_acceptance(task, by=focal_point_of(task), now=clock.now(), reason=WHY)
    with pytest.raises(Refused) as refused:
        domain.revoke_acceptance(task, by=secretary_of(task), now=clock.now(), reason=" ")
    assert refused.value.code == "reason_missing"
