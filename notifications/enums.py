"""The closed lists of this app, and the legal transitions as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Cause(TextChoices):
    """What there is to tell about a task; `queries.anchors` says when each begins and ends."""

    DEADLINE = "deadline", _("The deadline")
    ASSIGNED = "assigned", _("The task was assigned to you")
    RETURNED = "returned", _("A submission was returned")
    REVOKED = "revoked", _("An acceptance was revoked")
    EXTENSION_ASKED = "extension_asked", _("An extension was asked for")
    EXTENSION_DECIDED = "extension_decided", _("An extension was decided")
    REVIEW_WAITING = "review_waiting", _("A submission waits for its review")
    UNCLEAR = "unclear", _("A clarity is missing")
    OBSTACLE = "obstacle", _("An obstacle waits for an answer")
    SILENT = "silent", _("Nothing has been reported")
    PART_LATE = "part_late", _("The part of a co-agency")
    UNHEARD = "unheard", _("Nobody is there to be told")


class Unit(TextChoices):
    """In what the days of a rung are counted."""

    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")


class Urgency(TextChoices):
    URGENT = "urgent", _("At once")
    DIGEST = "digest", _("In the morning of a working day")


class Audience(TextChoices):
    """Whom of a task a rung tells; `queries.recipients` says how each is found."""

    OFFICER = "officer", _("The officer in charge")
    FOCAL_POINTS = "focal_points", _("Focal points of the lead")
    HEAD = "head", _("The head of the lead")
    CO_AGENCIES = "co_agencies", _("Focal points of the co-agencies")
    PARENT = "parent", _("The head of the organisation above the lead")
    AUTHORITY = "authority", _("The head of the authority")
    SECRETARY = "secretary", _("Secretaries of the programme")
    ASKED = "asked", _("Whoever it waits for")


class RungRuling(TextChoices):
    """What is decided of a rung."""

    ADDED = "added", _("added")
    RETIRED = "retired", _("no longer in use")
    RESTORED = "restored", _("in use again")


class NoticeState(TextChoices):
    PLANNED = "planned", _("Planned")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    CANCELLED = "cancelled", _("Cancelled")
    WITHHELD = "withheld", _("Not mailed")


class Reason(TextChoices):
    """Why a planned notice was not sent: cancelled, or (the last three) held, but not mailed."""

    SUBMITTED = "submitted", _("Submitted as completed")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended")
    DEADLINE_CHANGED = "deadline_changed", _("The deadline has changed")
    SETTLED = "settled", _("What it was about has been settled")
    LATER_RUNG = "later_rung", _("A later reminder took its place")
    RUNG_RETIRED = "rung_retired", _("This reminder is no longer in use")
    MENDED = "mended", _("What was unclear has been mended")
    RECIPIENT_GONE = "recipient_gone", _("No longer responsible")
    SWITCHED_OFF = "switched_off", _("The reader has switched reminders off")
    SUPPRESSED = "suppressed", _("The address is suppressed: mail to it was refused for good")
    NO_ADDRESS = "no_address", _("The reader has no email address here")


class Switch(TextChoices):
    """How somebody has said whether they want reminders."""

    LINK = "link", _("By one click in the mail program")
    PAGE = "page", _("On the page that a mail links to")
    SETTINGS = "settings", _("On the settings page")
    API = "api", _("Over the API")


class MessageState(TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Accepted by the mail server")
    FAILED = "failed", _("Refused by the mail server")
    SUPPRESSED = "suppressed", _("Not sent: the address is suppressed")
    DROPPED = "dropped", _("Dropped: nothing left to say")
    WITHHELD = "withheld", _("Not sent: an administrator refused it")


class Verdict(TextChoices):
    """What became of one try to hand a message over."""

    SENT = "sent", _("Taken by the mail server")
    LATER = "later", _("Not taken now; tried again")
    OURS = "ours", _("Refused because of the sender or the connection; tried again")
    ADDRESS = "address", _("Refused for good: the address")
    CONTENT = "content", _("Refused for good: the message")
    UNKNOWN = "unknown", _("No answer: it may have arrived; repeated as it is")
    INTERRUPTED = "interrupted", _("Its sender stopped: it may have arrived; repeated as it is")


class Trouble(TextChoices):
    """What administrators are mailed about, by the watcher and never through the outbox."""

    ADDRESS = "address", _("An address is suppressed")
    CONTENT = "content", _("A message was refused for good")
    LETTER = "letter", _("A letter could not be written")
    SENDER = "sender", _("The mail server does not take our mail")
    STORM = "storm", _("Unusually many mails wait for a yes")
    SWEEPS = "sweeps", _("No sweep has ended for too long")
    DATABASE = "database", _("The database does not answer")


# A notice that was cancelled is planned again when its occasion turns out to hold after all.
NOTICE_MOVES = frozenset(
    {
        (NoticeState.PLANNED.value, NoticeState.SENT.value),
        (NoticeState.PLANNED.value, NoticeState.FAILED.value),
        (NoticeState.PLANNED.value, NoticeState.CANCELLED.value),
        (NoticeState.PLANNED.value, NoticeState.WITHHELD.value),
        (NoticeState.CANCELLED.value, NoticeState.PLANNED.value),
    }
)

# Waiting becomes sent at once when a worker is so slow that its claim has lapsed meanwhile.
MESSAGE_MOVES = frozenset(
    {
        (MessageState.WAITING.value, MessageState.SENDING.value),
        (MessageState.WAITING.value, MessageState.SENT.value),
        (MessageState.WAITING.value, MessageState.DROPPED.value),
        (MessageState.WAITING.value, MessageState.SUPPRESSED.value),
        (MessageState.WAITING.value, MessageState.WITHHELD.value),
        (MessageState.SENDING.value, MessageState.WAITING.value),
        (MessageState.SENDING.value, MessageState.SENT.value),
        (MessageState.SENDING.value, MessageState.FAILED.value),
        (MessageState.SENDING.value, MessageState.SUPPRESSED.value),
    }
)
