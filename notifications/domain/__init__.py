"""One function for each use case. Commands, jobs and seeds call these; nothing else writes."""

from notifications.domain.ladder import give_default_ladder
from notifications.domain.sweep import SweepResult, preview, sweep

__all__ = ["SweepResult", "give_default_ladder", "preview", "sweep"]
