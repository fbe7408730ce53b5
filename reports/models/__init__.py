from reports.models.daily_roll_up import DailyRollUp
from reports.models.job import Job
from reports.models.meeting import Conclusion, Meeting, Snapshot

__all__ = ["Conclusion", "DailyRollUp", "Job", "Meeting", "Snapshot"]
