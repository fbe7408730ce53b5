from datetime import timedelta

import pytest

from reports.domain import leases
from reports.interfaces.wording.left import left_of
from reports.models import Job
from reports.rules.progress import time_left
from tests.harness.clock import START
from tests.reports.jobs.making import again, ordered


@pytest.mark.parametrize(
    ("done", "total", "spent", "left"),
    [
        (1, 4, 10, 30),
        (4, 4, 10, 0),
        (0, 4, 10, None),  # nothing done yet: no pace
        (1, 4, 1, None),  # too early to say
        (0, 0, 10, None),
    ],
)
def test_it_follows_from_the_pace_so_far(
    done: int, total: int, spent: int, left: int | None
) -> None:
    found = time_left(done, total, started_at=START, now=START + timedelta(seconds=spent))
    assert found == (None if left is None else timedelta(seconds=left))
    assert time_left(1, 4, started_at=None, now=START) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spent", "said"), [(11, "còn khoảng 35 giây"), (60, "còn khoảng 3 phút"), (1, "")]
)
def test_in_words_on_its_page(spent: int, said: str) -> None:
    job = ordered()
    leases.claim(job.pk)
    leases.renew(again(job), 1, 4)
    found: Job = again(job)
    assert found.started_at is not None
    assert left_of(found, found.started_at + timedelta(seconds=spent)) == said
