"""Another organisation leads a task; what was, stays with who led it then."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain.grounds import Grounds
from tasks.domain.joining import release
from tasks.domain.judging import judge
from tasks.domain.leading import lead_by
from tasks.domain.recording import take
from tasks.enums import Act
from tasks.models import Instrument, Task
from tasks.rules.parts import joined_now
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def reassign(
    task: Task,
    *,
    by: User,
    now: datetime,
    lead: Organisation,
    reason: str,
    instrument: Instrument | None = None,
    officer: User | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """`lead` leads the unfinished task from the Hanoi day `on` (by default today).

    Officer and unit of the former lead go, so the task may become unclear. What waits for a
    decision goes on waiting. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.REASSIGN, by=by, now=now)
    why = Grounds(reason, instrument, on, late_reason)
    day = why.checked(Act.REASSIGN, now=now, not_before=_earliest(task, lead))
    if lead.pk == task.lead_id:
        raise Refused(_("This organisation leads the task already."), code="same", field="lead")
    check_alive(lead, day, day_of(now), field="lead")
    detail = _who_led(task) | {
        "to_lead": lead.code,
        "to_officer": officer.username if officer else None,
        "joined_before": lead.pk in {part.organisation for part in joined_now(task)},
    }
    release(task, lead, on=day)
    lead_by(task, lead, on=day)
    task.officer, task.unit = officer, None
    judge(task, on=day)
    return why.recorded(task, Act.REASSIGN, by=by, on=day, detail=detail)


def _earliest(task: Task, lead: Organisation) -> date:
    """The last change of the lead, or of the part of who is to lead, if that came later."""
    joined = [part.phase_from[-1] for part in joined_now(task) if part.organisation == lead.pk]
    led: list[date] = [task.lead_from[-1]]
    return max([*led, *joined])


def _who_led(task: Task) -> dict[str, Any]:
    return {
        "from_lead": task.lead.code if task.lead else None,
        "from_officer": task.officer.username if task.officer else None,
        "from_unit": task.unit.code if task.unit else None,
    }


def check_alive(organisation: Organisation, *days: date, field: str) -> None:
    """Raises Refused unless `organisation` exists on each of the Hanoi days `days`."""
    for day in days:
        if not Organisation.objects.alive_on(day).filter(pk=organisation.pk).exists():
            raise Refused(
                _("%(organisation)s does not exist on %(day)s.")
                % {"organisation": organisation, "day": day.strftime("%d/%m/%Y")},
                code="dissolved",
                field=field,
            )
