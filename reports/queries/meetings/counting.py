"""The figures of a frame, counted by the database: the same as the lines, another way."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Organisation
from reports.queries.meetings.frozen import Frame
from reports.queries.meetings.horizon import last_events
from reports.rules.counts import Counts
from reports.rules.meetings.frozen import ByLead
from tasks.enums import DeadlineBasis, Standing, Status
from tasks.queries.standing import read_on, with_standing


def counted(frame: Frame) -> ByLead:
    """For either deadline by code of the lead. Three queries.

    Raises CountsDisagree for standings that do not sum to the total.
    """
    codes = dict(Organisation.objects.values_list("pk", "code"))
    found = {basis: _by_lead(frame, basis) for basis in DeadlineBasis}
    return {
        basis: dict(sorted((codes[lead], counts) for lead, counts in by_lead.items()))
        for basis, by_lead in found.items()
    }


def ever_assigned(frame: Frame) -> QuerySet[Any]:
    """The last events of the tasks of which there are lines, in force or not."""
    found = last_events(frame.horizon, frame.programme).filter(phases__0=Status.ASSIGNED)
    return _scoped(read_on(found, frame.day).filter(phase__isnull=False), frame)


def _by_lead(frame: Frame, basis: DeadlineBasis) -> dict[int, Counts]:
    events = last_events(frame.horizon, frame.programme)
    judged = _scoped(with_standing(events, frame.day, basis), frame)
    clear = Count("pk", filter=Q(clear=True))
    grouped = judged.values("standing", led=F("lead_then"))
    rows = grouped.annotate(tasks=Count("pk"), clear_tasks=clear)
    found: dict[int, dict[str, int]] = {}
    for lead, standing, tasks, clear_tasks in rows.values_list(
        "led", "standing", "tasks", "clear_tasks"
    ):
        counts = found.setdefault(lead, {"total": 0, "clear": 0})
        counts["total"] += tasks
        counts["clear"] += clear_tasks
        if standing in Standing.values:
            counts[standing] = tasks
    return {lead: Counts(**counts) for lead, counts in found.items()}


def _scoped(events: QuerySet[Any], frame: Frame) -> QuerySet[Any]:
    if frame.organisations is None:
        return events
    scoped: QuerySet[Any] = events.filter(lead_then__in=sorted(frame.organisations))
    return scoped
