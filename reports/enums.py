"""The closed lists of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Slice(TextChoices):
    """By what the tasks of a report are counted apart. An organisation counts what it leads.

    Each is an entry in `tasks.queries.facets.FACETS`, which says how.
    """

    ORGANISATION = "organisation", _("Organisation")
    BLOCK = "block", _("Block")
    INSTRUMENT = "instrument", _("Instrument")
    PROGRAMME = "programme", _("Programme")
    THEME = "theme", _("Theme")
    DELIVERABLE = "deliverable", _("Deliverable")
    AUTHORITY = "authority", _("Authority")
    QUARTER = "quarter", _("Quarter of the deadline")


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    FINISHED = "finished", _("Ready")
    FAILED = "failed", _("Failed")
    REMOVED = "removed", _("Removed")


# Running becomes running again, by another, when whoever had it is dead or gave up.
JOB_MOVES = frozenset(
    {
        (JobState.WAITING.value, JobState.RUNNING.value),
        (JobState.WAITING.value, JobState.FAILED.value),
        (JobState.RUNNING.value, JobState.WAITING.value),
        (JobState.RUNNING.value, JobState.FINISHED.value),
        (JobState.RUNNING.value, JobState.FAILED.value),
        (JobState.FINISHED.value, JobState.REMOVED.value),
    }
)


class Age(TextChoices):
    """How many days an overdue task is late."""

    DAYS_1_7 = "overdue_1_7", _("1–7 days late")
    DAYS_8_30 = "overdue_8_30", _("8–30 days late")
    DAYS_31_90 = "overdue_31_90", _("31–90 days late")
    OVER_90 = "overdue_over_90", _("More than 90 days late")


class Risk(TextChoices):
    """Why a task that is in time may not stay so; the first that fits counts."""

    SILENT = "risk_silent", _("Due within 30 days, nothing reported for 30 days")
    BEHIND_SOON = "risk_behind_soon", _("Due within 30 days, behind the time used")
    BEHIND_LATER = "risk_behind_later", _("Due later, behind the time used")
