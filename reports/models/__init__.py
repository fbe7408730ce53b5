from reports.models.daily_roll_up import DailyRollUp
from reports.models.job import Job
from reports.models.meeting import Conclusion, Meeting, Snapshot, SnapshotPart
from reports.models.recount import Recount
from reports.models.tally import TalliedTask, Tally

__all__ = [
    "Conclusion",
    "DailyRollUp",
    "Job",
    "Meeting",
    "Recount",
    "Snapshot",
    "SnapshotPart",
    "TalliedTask",
    "Tally",
]
