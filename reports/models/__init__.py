from reports.models.daily_roll_up import DailyRollUp

__all__ = ["DailyRollUp"]
