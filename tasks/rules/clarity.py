"""The six clarities (sáu rõ): which of them a task lacks."""

from collections.abc import Iterable

from tasks.enums import Clarity
from tasks.models import CoAgency, Task


def gaps_of(task: Task, co_agencies: Iterable[CoAgency]) -> list[str]:
    """The clarities that `task` lacks, in their usual order; empty for a clear task."""
    clear = {
        Clarity.PERSON: task.officer_id is not None,
        Clarity.TASK: bool(task.title.strip()) and task.clause_id is not None,
        Clarity.TIMELINE: task.is_regular or bool(task.deadlines),
        Clarity.RESPONSIBILITY: task.lead_id is not None
        and all(joined.part.strip() for joined in co_agencies),
        Clarity.AUTHORITY: task.authority_id is not None,
        Clarity.DELIVERABLE: bool(
            task.deliverable_kind and task.deliverable_measure and task.deliverable_count
        ),
    }
    return [clarity.value for clarity in Clarity if not clear[clarity]]
