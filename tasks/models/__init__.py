from tasks.models.acts import Extension, ProgressUpdate, Submission
from tasks.models.event import TaskEvent
from tasks.models.instrument import Clause, Instrument
from tasks.models.programme import Programme
from tasks.models.task import CoAgency, Task

__all__ = [
    "Clause",
    "CoAgency",
    "Extension",
    "Instrument",
    "Programme",
    "ProgressUpdate",
    "Submission",
    "Task",
    "TaskEvent",
]
