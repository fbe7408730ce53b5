"""Who leads a task, as a step function of the day."""

from datetime import date

from accounts.models import Organisation
from tasks.enums import Status
from tasks.models import Task


def lead_by(task: Task, organisation: Organisation | None, *, on: date) -> None:
    """Let `organisation` lead from the Hanoi day `on`. The task is not saved.

    A draft has one step, written anew each time. The unit in charge was one of the former lead's.
    """
    if organisation is None or organisation.pk != task.lead_id:
        task.unit = None
    led = [] if organisation is None else [organisation.pk]
    if task.status == Status.DRAFT:
        task.leads, task.lead_from = led, [on for _each in led]
    else:
        task.leads, task.lead_from = [*task.leads, *led], [*task.lead_from, on]
    task.lead = organisation
