"""Under which headings a mail tells what there is to tell: by tone, and within it as listed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.enums import Cause

# From the most urgent on: past its day, to be done now, near or new, to be mended.
TONES = ("overdue", "today", "soon", "unclear")


@dataclass(frozen=True)
class Heading:
    """`tone`, one of TONES, names a colour; `count` is for the subject, and takes %(count)d."""

    tone: str
    words: Promise
    count: Promise


DEADLINES = {
    "overdue": Heading("overdue", _("Overdue"), _("%(count)d overdue")),
    "today": Heading("today", _("Due today"), _("%(count)d due today")),
    "soon": Heading("soon", _("Due soon"), _("%(count)d due soon")),
}
HEADINGS = {
    Cause.UNHEARD: Heading(
        "overdue", _("Nobody there to be told"), _("%(count)d with nobody to tell")
    ),
    Cause.REVOKED: Heading("overdue", _("Acceptance revoked"), _("%(count)d revoked")),
    Cause.RETURNED: Heading("today", _("Returned to you"), _("%(count)d returned")),
    Cause.OBSTACLE: Heading(
        "today", _("Waiting for your answer"), _("%(count)d waiting for your answer")
    ),
    Cause.REVIEW_WAITING: Heading("today", _("Waiting for your review"), _("%(count)d to review")),
    Cause.EXTENSION_ASKED: Heading(
        "today", _("Extensions asked for"), _("%(count)d asking for another date")
    ),
    Cause.EXTENSION_DECIDED: Heading(
        "soon", _("Extensions decided"), _("%(count)d extensions decided")
    ),
    Cause.PART_LATE: Heading("today", _("Parts that are late"), _("%(count)d with a late part")),
    Cause.SILENT: Heading(
        "soon", _("Nothing reported for long"), _("%(count)d without a report for long")
    ),
    Cause.ASSIGNED: Heading("soon", _("Newly assigned"), _("%(count)d newly assigned")),
    Cause.UNCLEAR: Heading(
        "unclear", _("To be made clear by you"), _("%(count)d to be made clear")
    ),
}
