"""Who inside the lead works on a task: a unit of it, and the officer in charge. The organisation
still leads."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain.judging import judge
from tasks.domain.recording import record, take
from tasks.enums import Act
from tasks.models import Task
from tasks.queries.posts import posts_of, units_of
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def hand_down(
    task: Task,
    *,
    by: User,
    now: datetime,
    unit: Organisation | None = None,
    officer: User | None = None,
    note: str = "",
) -> Task:
    """Let `unit`, below the lead in the tree, or `officer` work on the task from today.

    Who is not named stays; to name the lead itself as `unit` takes the task back from its unit.
    An officer of a unit brings that unit along. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.HAND_DOWN, by=by, now=now)
    day, before = day_of(now), _named(task)
    if unit is not None:
        _hand_to(task, unit, on=day)
    place(task, officer or task.officer, on=day, unit_is_named=unit is not None)
    if _named(task) == before:
        raise Refused(_("Name another unit or another officer."), code="nothing_changed")
    judge(task, on=day)
    detail = _named(task) | {"before": before}
    return record(task, Act.HAND_DOWN, by=by, on=day, note=note, detail=detail)


def place(task: Task, officer: User | None, *, on: date, unit_is_named: bool = False) -> None:
    """Put `officer` in charge on the Hanoi day `on`; a unit that is theirs comes along.

    Raises Refused unless they hold a post in the lead or below it, and in the unit if that is
    named. The task is not saved.
    """
    task.officer = officer
    if officer is None or task.lead_id is None:
        return
    posts = posts_of(officer, below=task.lead_id, on=on)
    fits = {task.lead_id, task.unit_id} & set(posts)
    if not posts or (unit_is_named and not fits):
        raise Refused(
            _("%(officer)s holds no post in the organisation or unit in charge today.")
            % {"officer": officer},
            code="officer_not_in_post",
            field="officer",
        )
    if not fits:
        task.unit_id = posts[0]


def _hand_to(task: Task, unit: Organisation, *, on: date) -> None:
    if unit.pk == task.lead_id:
        task.unit = None
    elif task.lead_id is not None and units_of(task.lead_id, on=on).filter(pk=unit.pk).exists():
        task.unit = unit
    else:
        raise Refused(
            _("This is no unit of the organisation that leads."), code="no_unit", field="unit"
        )


def _named(task: Task) -> dict[str, str | None]:
    """The unit's code and the officer's username."""
    return {
        "unit": task.unit.code if task.unit else None,
        "officer": task.officer.username if task.officer else None,
    }
