"""What stands in the way of a task: who must answer by when, and the answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import heirs_of, seats_of
from tasks.domain.recording import filled, happened, record, take
from tasks.enums import Act, ObstacleKind, Outcome
from tasks.models import Obstacle, Task
from tasks.queries.workdays import working_calendar
from tasks.rules.obstacles import answer_day, who_answers
from tasks.rules.permissions import works_on
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def raise_obstacle(
    task: Task,
    *,
    by: User,
    now: datetime,
    text: str,
    kind: str = ObstacleKind.OBSTACLE,
    asked: Organisation | None = None,
    answer_by: date | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Obstacle:
    """Say what stands in the way, or is asked for, and who must answer by which Hanoi day.

    Without `asked` the programme's owner must answer, without `answer_by` within five working
    days. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.RAISE, by=by, now=now)
    day = happened(on, now=now, not_before=task.assigned_on, field="on", late_reason=late_reason)
    side = _side_of(task, by, on=day_of(now))
    asked = asked or task.programme.owner
    answer_by = answer_by or answer_day(day_of(now), working_calendar())
    _check_asked(asked, answer_by, side=side, today=day_of(now))
    obstacle = Obstacle.objects.create(
        task=task,
        kind=kind,
        text=filled(text, field="text"),
        raised_by=side,
        by=by,
        raised_on=day,
        asked=asked,
        answer_by=answer_by,
    )
    record(
        task,
        Act.RAISE,
        by=by,
        on=day,
        note=obstacle.text,
        late_reason=late_reason,
        detail={
            "obstacle": obstacle.pk,
            "kind": obstacle.kind,
            "raised_by": side.code,
            "asked": asked.code,
            "answer_by": answer_by.isoformat(),
        },
    )
    return obstacle


@transaction.atomic
def answer_obstacle(obstacle: Obstacle, *, by: User, now: datetime, answer: str) -> Obstacle:
    """Answer what was asked, for the organisation that was asked. Once.

    Raises PermissionDenied or Refused.
    """
    at = who_answers(obstacle, heirs_of(day_of(now)))
    task = take(obstacle.task, Act.ANSWER, by=by, now=now, at=at)
    obstacle = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    if obstacle.outcome != Outcome.PENDING:
        raise Refused(_("This has been answered already."), code="already_decided")
    obstacle.answer = filled(answer, field="answer")
    obstacle.outcome, obstacle.answered_by, obstacle.answered_on = Outcome.ANSWERED, by, day_of(now)
    obstacle.save()
    detail = {"obstacle": obstacle.pk, "answer_by": obstacle.answer_by.isoformat()}
    record(task, Act.ANSWER, by=by, on=day_of(now), note=obstacle.answer, detail=detail)
    return obstacle


def close_obstacles(task: Task, *, by: User, on: date) -> None:
    """What nobody has answered needs no answer any more: the task is no longer owed."""
    Obstacle.objects.filter(task=task, outcome=Outcome.PENDING).update(
        outcome=Outcome.LAPSED, answered_by=by, answered_on=on
    )


def _side_of(task: Task, by: User, *, on: date) -> Organisation:
    """In whose name `by` raises it: the lead's, or that of a co-agency of theirs."""
    seats = seats_of(by, on=on)
    if task.lead is not None and works_on(seats, task):
        leading: Organisation = task.lead
        return leading
    own = seats.where(Role.FOCAL_POINT, Role.HEAD).intersection(task.joined)
    joined: Organisation = Organisation.objects.get(pk=min(own))
    return joined


def _check_asked(asked: Organisation, answer_by: date, *, side: Organisation, today: date) -> None:
    if asked == side:
        raise Refused(
            _("Name somebody else: who raises an obstacle does not answer it."),
            code="asks_itself",
            field="asked",
        )
    if answer_by < today:
        raise Refused(_("The answer cannot be due in the past."), code="past", field="answer_by")
