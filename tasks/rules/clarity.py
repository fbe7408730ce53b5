"""The six clarities (sáu rõ): which of them a task lacks."""

from tasks.enums import Clarity
from tasks.models import Task
from tasks.rules.parts import joined_now


def gaps_of(task: Task) -> list[str]:
    """The clarities that `task` lacks, in their usual order; empty for a clear task."""
    clear = {
        Clarity.PERSON: task.officer_id is not None,
        Clarity.TASK: bool(task.title.strip()) and task.clause_id is not None,
        Clarity.TIMELINE: task.is_regular or bool(task.deadlines),
        Clarity.RESPONSIBILITY: task.lead_id is not None
        and all(part.part for part in joined_now(task)),
        Clarity.AUTHORITY: task.authority_id is not None,
        Clarity.DELIVERABLE: bool(
            task.deliverable_kind and task.deliverable_measure and task.deliverable_count
        ),
    }
    return [clarity.value for clarity in Clarity if not clear[clarity]]
