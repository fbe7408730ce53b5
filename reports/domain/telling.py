"""Whoever has ordered a file is told once that it is there, or that it failed."""

from django.db import transaction

from accounts.models import User
from reports.enums import JobState
from reports.models import Job
from reports.queries.jobs import untold
from tracker.lib.functions import Now


@transaction.atomic
def tell(user: User) -> list[Job]:
    """The jobs of `user` that are over, to be told of now: each to one asker and never again."""
    found = untold(user).filter(finished_at__isnull=False)
    told = list(found.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    Job.objects.filter(pk__in=[job.pk for job in told]).update(told_at=Now())
    return [job for job in told if job.state != JobState.REMOVED]


def seen(job: Job) -> None:
    """Whoever asked looks at the job itself: when it is over, they know."""
    if job.is_over and job.told_at is None:
        Job.objects.filter(pk=job.pk, told_at=None).update(told_at=Now())
