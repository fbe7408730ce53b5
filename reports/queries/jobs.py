"""The jobs of a person."""

from django.db.models import QuerySet

from accounts.models import User
from reports.models import Job


def jobs_of(user: User) -> QuerySet[Job]:
    """What `user` has asked for; nobody else sees it."""
    return Job.objects.filter(asked_by=user)


def untold(user: User) -> QuerySet[Job]:
    """Those of which `user` was not told yet how they ended, or which are not over."""
    return jobs_of(user).filter(told_at=None)
