"""What waits for whom: an organisation's unfinished tasks, and a secretary's decisions."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet

from accounts.enums import Role
from accounts.models import Organisation
from accounts.queries import Seats
from tasks.enums import UNFINISHED, Act, Outcome, Status
from tasks.models import Extension, Submission, Task
from tasks.queries.standing import with_standing
from tasks.rules.permissions import may

MANY = 1000
# Of what is not completed; as the indexes `task_listed` and `task_listed_by_lead` have it.
SOONEST = (
    F("completed_on").desc(nulls_first=True),
    F("deadline").asc(nulls_last=True),
    "code_key",
    "pk",
)


def owed_by(seats: Seats, *, on: date) -> QuerySet[Task]:
    """Unfinished tasks led by an organisation of the reader's, or one below; soonest first.

    Those too that were handed to one as a unit of the lead.
    With `standing` and `due` on the Hanoi day `on`.
    """
    # Asked beforehand, and in the order of an index: the first are found without the others.
    own = list(Organisation.objects.below(own_organisations(seats)).values_list("pk", flat=True))
    theirs = Q(lead__in=own) | Q(unit__in=own)
    tasks = Task.objects.leaves().filter(theirs, status__in=UNFINISHED, completed_on=None)
    related = tasks.select_related("lead", "unit", "officer", "clause__instrument", "programme")
    return with_standing(related, on).order_by(*SOONEST)


def joined_by(seats: Seats, *, on: date) -> QuerySet[Task]:
    """Unfinished tasks that the reader's organisations join, soonest first.

    With `standing` and `due` on the Hanoi day `on`.
    """
    tasks = Task.objects.leaves().filter(
        joined__overlap=sorted(own_organisations(seats)), status__in=UNFINISHED
    )
    return with_standing(tasks.select_related("lead", "programme"), on).order_by("due", "code_key")


def overseen(seats: Seats) -> QuerySet[Task]:
    """Every task, draft or not, of the programmes that the reader oversees or audits."""
    return Task.objects.filter(
        programme__owner__in=seats.where(Role.SECRETARY, Role.AUDITOR)
    ).select_related("lead", "programme", "clause__instrument")


def waiting_submissions(seats: Seats) -> QuerySet[Submission]:
    """Those nobody has decided yet, in the programmes overseen; the longest waiting first."""
    return (
        Submission.objects.filter(outcome=Outcome.PENDING, task__in=overseen(seats))
        .select_related("task__lead", "task__programme", "by")
        .prefetch_related("evidence")
        .order_by("recorded_at", "pk")
    )


def waiting_extensions(seats: Seats) -> QuerySet[Extension]:
    """Requests nobody has decided yet, in the programmes overseen; the longest waiting first."""
    return (
        Extension.objects.filter(outcome=Outcome.PENDING, task__in=overseen(seats))
        .select_related("task__lead", "task__programme", "by")
        .order_by("recorded_at", "pk")
    )


def deciding_extensions(seats: Seats) -> Iterator[Extension]:
    """Undecided requests that the reader may decide as the head of the stated authority.

    One by one; the longest waiting first.
    """
    found = Extension.objects.filter(
        outcome=Outcome.PENDING, task__authority__in=seats.where(Role.HEAD)
    )
    related = found.select_related("task__lead", "task__programme", "task__authority__parent", "by")
    waiting = related.order_by("recorded_at", "pk")
    each_waiting = waiting.iterator(chunk_size=MANY)
    return (each for each in each_waiting if may(Act.GRANT_EXTENSION, seats, each.task))


def drafts(seats: Seats) -> QuerySet[Task]:
    """Tasks of the programmes overseen that nobody owes yet; members come with their group."""
    found = overseen(seats).filter(status=Status.DRAFT, parent=None)
    return found.order_by("programme", "code_key", "pk")


def own_organisations(seats: Seats) -> frozenset[int]:
    """Ids of the organisations whose work is the reader's."""
    return seats.where(Role.FOCAL_POINT, Role.HEAD, Role.OFFICER)
