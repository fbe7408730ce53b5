from typing import Any

import pytest

from tasks import domain
from tasks.models import Submission
from tests.factories import again, in_progress, secretary_of, submit
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("target", "count", "code"),
    [
        (322, None, "count_missing"),
        (322, 0, "count_short"),
        (322, 321, "count_short"),
        (322, -1, "count_out_of_range"),
        (1, -1, "count_out_of_range"),
    ],
)
def test_a_claim_that_falls_short_is_refused(target: int, count: int | None, code: str) -> None:
    task = in_progress(deliverable_count=target, deliverable_measure="văn bản")
    with pytest.raises(Refused) as refused:
        submit(task, count=count)
    assert (refused.value.code, refused.value.field) == (code, "count")


def test_what_is_missing_is_said() -> None:
    task = in_progress(deliverable_count=322, deliverable_measure="văn bản")
    with pytest.raises(Refused, match=r"322 văn bản.*\b22\b"):
        submit(task, count=300)


@pytest.mark.parametrize(("target", "count"), [(322, 322), (322, 400), (1, None)])
def test_one_that_reaches_the_target_is_taken(target: int, count: int | None) -> None:
    task = in_progress(deliverable_count=target)
    claim = submit(task, count=count)
    assert Submission.objects.get(pk=claim.pk).count == count


def test_a_target_raised_meanwhile_is_not_met() -> None:
    """The deliverable may be edited while the claim waits: the acceptance looks again."""
    task = in_progress(deliverable_count=100)
    submit(task)
    who: dict[str, Any] = {"by": secretary_of(task), "now": clock.now()}
    domain.edit_task(task, deliverable_count=322, **who)
    with pytest.raises(Refused) as refused:
        domain.accept(task, **who)
    assert refused.value.code == "count_short"
    domain.edit_task(task, deliverable_count=100, **who)
    assert again(domain.accept(task, **who)).counted == 100
