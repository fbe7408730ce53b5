from tasks.models.acts import Extension, ProgressUpdate, Submission
from tasks.models.event import TaskEvent
from tasks.models.evidence import Evidence
from tasks.models.instrument import Clause, Instrument
from tasks.models.ledger import Seal, TaskChain
from tasks.models.merger import Merger, MergerChoice
from tasks.models.obstacle import Obstacle
from tasks.models.occurrence import Occurrence, OccurrenceReport
from tasks.models.programme import Programme
from tasks.models.retheming import Retheming
from tasks.models.task import Task
from tasks.models.theme import Theme
from tasks.models.workdays import DayDecision, Workday

__all__ = [
    "Clause",
    "DayDecision",
    "Evidence",
    "Extension",
    "Instrument",
    "Merger",
    "MergerChoice",
    "Obstacle",
    "Occurrence",
    "OccurrenceReport",
    "Programme",
    "ProgressUpdate",
    "Retheming",
    "Seal",
    "Submission",
    "Task",
    "TaskChain",
    "TaskEvent",
    "Theme",
    "Workday",
]
