"""Obstacles and petitions: what waits for whom, and since when."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Q, QuerySet, When

from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import Seats
from tasks.enums import Outcome
from tasks.models import Obstacle, Task

RELATED = ("task__lead", "asked", "raised_by", "by", "answered_by")
ANSWERERS = (Role.FOCAL_POINT, Role.HEAD, Role.SECRETARY)


def obstacles_of(user: User | AnonymousUser, *, on: date) -> QuerySet[Obstacle]:
    """Those of every task that `user` may see, what waits first, soonest due first."""
    visible = Task.objects.visible_to(user, on=on).values("pk")
    found = Obstacle.objects.filter(task__in=visible).select_related(*RELATED)
    settled = Case(When(outcome=Outcome.PENDING, then=0), default=1)
    return found.order_by(settled, "answer_by", "pk")


def to_answer(seats: Seats, *, on: date) -> QuerySet[Obstacle]:
    """What the reader's organisations still have to answer, soonest due first.

    Also what was asked of an organisation to whose place one of them came.
    """
    own = seats.where(*ANSWERERS)
    return _waiting(Q(asked__in=Organisation.objects.estate_of(own, on=on).values("pk")))


def asked_by(seats: Seats, *, on: date) -> QuerySet[Obstacle]:
    """What the reader's organisations asked and nobody has answered yet."""
    return _waiting(Q(raised_by__in=_ours(seats, on)))


def unanswered(seats: Seats) -> QuerySet[Obstacle]:
    """What nobody has answered yet, in the programmes that the reader oversees or audits."""
    return _waiting(Q(task__programme__owner__in=seats.where(Role.SECRETARY, Role.AUDITOR)))


def answered_lately(seats: Seats, *, on: date, since: date) -> QuerySet[Obstacle]:
    """Answers to what the reader's organisations asked, from the Hanoi day `since` on."""
    mine = Obstacle.objects.filter(raised_by__in=_ours(seats, on))
    answered = mine.filter(outcome=Outcome.ANSWERED, answered_on__gte=since)
    return answered.select_related(*RELATED).order_by("-answered_on", "-pk")


def _ours(seats: Seats, on: date) -> QuerySet[Organisation, int]:
    own = seats.where(Role.FOCAL_POINT, Role.HEAD, Role.OFFICER)
    return Organisation.objects.estate_of(own, on=on).values_list("pk", flat=True)


def _waiting(whose: Q) -> QuerySet[Obstacle]:
    waiting = Obstacle.objects.filter(whose, outcome=Outcome.PENDING)
    return waiting.select_related(*RELATED).order_by("answer_by", "pk")
