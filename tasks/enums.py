"""The closed lists of this app, and the legal transitions as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InstrumentKind(TextChoices):
    RESOLUTION = "resolution", _("Resolution")
    LAW = "law", _("Law")
    DECISION = "decision", _("Decision")
    DIRECTIVE = "directive", _("Directive")
    TELEGRAM = "telegram", _("Telegram")
    CONCLUSION_NOTICE = "conclusion_notice", _("Conclusion notice")
    PLAN = "plan", _("Plan")


class Status(TextChoices):
    """Where a task is in its life. All but the draft are also the phases of its time line."""

    DRAFT = "draft", _("Draft")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Submitted")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended")


class Act(TextChoices):
    """What somebody did to a task; one event of its history each."""

    DRAFT = "draft", _("Drafted")
    EDIT = "edit", _("Edited")
    ASSIGN = "assign", _("Assigned")
    PROGRESS = "progress", _("Progress reported")
    SUBMIT = "submit", _("Submitted as completed")
    ACCEPT = "accept", _("Accepted")
    RETURN = "return", _("Returned")
    ASK_EXTENSION = "ask_extension", _("Extension asked")
    GRANT_EXTENSION = "grant_extension", _("Extension granted")
    REFUSE_EXTENSION = "refuse_extension", _("Extension refused")
    SUSPEND = "suspend", _("Suspended")
    RESUME = "resume", _("Resumed")
    WITHDRAW = "withdraw", _("Withdrawn")
    END = "end", _("Ended")
    DISCARD = "discard", _("Taken out as a mistake")
    REVOKE = "revoke", _("Acceptance revoked")
    HAND_DOWN = "hand_down", _("Handed to a unit")
    REASSIGN = "reassign", _("Given to another lead")
    PASS = "pass", _("Passed to the successor")
    SPLIT = "split", _("Split into parts")
    MERGE = "merge", _("Merged into another task")
    CONTINUE = "continue", _("Continued under another instrument")
    REPLACE = "replace", _("Replaced by another task")
    PART_PROGRESS = "part_progress", _("Progress of a part reported")
    PART_DONE = "part_done", _("Part reported as done")
    PART_RETURN = "part_return", _("Part returned")
    RAISE = "raise", _("Obstacle raised")
    ANSWER = "answer", _("Obstacle answered")
    JUDGE = "judge", _("Clarity judged anew")
    UNATTRIBUTED = "unattributed", _("Changed outside of the application")


# In force, and not completed.
UNFINISHED = (Status.ASSIGNED, Status.IN_PROGRESS, Status.SUBMITTED, Status.SUSPENDED)

# Act → from which status to which. Acts that are not here leave the status as it is.
MOVES: dict[Act, dict[Status, Status]] = {
    Act.ASSIGN: {Status.DRAFT: Status.ASSIGNED},
    Act.PROGRESS: {
        Status.ASSIGNED: Status.IN_PROGRESS,
        Status.IN_PROGRESS: Status.IN_PROGRESS,
    },
    Act.SUBMIT: {Status.ASSIGNED: Status.SUBMITTED, Status.IN_PROGRESS: Status.SUBMITTED},
    Act.ACCEPT: {Status.SUBMITTED: Status.COMPLETED},
    Act.RETURN: {Status.SUBMITTED: Status.IN_PROGRESS},
    Act.SUSPEND: {Status.ASSIGNED: Status.SUSPENDED, Status.IN_PROGRESS: Status.SUSPENDED},
    Act.REVOKE: {Status.COMPLETED: Status.IN_PROGRESS},
    **{
        act: dict.fromkeys(UNFINISHED, Status.WITHDRAWN)
        for act in (Act.WITHDRAW, Act.SPLIT, Act.MERGE, Act.REPLACE)
    },
    Act.DISCARD: dict.fromkeys((Status.DRAFT, *UNFINISHED), Status.WITHDRAWN),
    Act.END: dict.fromkeys((Status.ASSIGNED, Status.IN_PROGRESS, Status.SUSPENDED), Status.ENDED),
}

# A resumed task goes back to the phase it was suspended in, so this act has two outcomes.
RESUMES = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})

LEGAL_MOVES: frozenset[tuple[str, str]] = frozenset(
    {(old.value, new.value) for moves in MOVES.values() for old, new in moves.items()}
    | {(Status.SUSPENDED.value, status.value) for status in RESUMES}
)

EXTENDABLE = frozenset(UNFINISHED)
OPEN = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})


class Standing(TextChoices):
    """The class of a task on a day. In time is split in four; the five classes sum to N."""

    COMPLETED_ON_TIME = "completed_on_time", _("Completed on time")
    COMPLETED_LATE = "completed_late", _("Completed late")
    IN_TIME_UNDERWAY = "in_time_underway", _("In time, underway")
    IN_TIME_NOT_STARTED = "in_time_not_started", _("In time, not started")
    IN_TIME_AWAITING = "in_time_awaiting", _("In time, awaiting verification")
    IN_TIME_SUSPENDED = "in_time_suspended", _("In time, suspended")
    OVERDUE = "overdue", _("Overdue")
    REGULAR = "regular", _("Regular")


class Clarity(TextChoices):
    """The six ways in which a task has to be clear."""

    PERSON = "person", _("Clear person")
    TASK = "task", _("Clear task")
    TIMELINE = "timeline", _("Clear timeline")
    RESPONSIBILITY = "responsibility", _("Clear responsibility")
    AUTHORITY = "authority", _("Clear authority")
    DELIVERABLE = "deliverable", _("Clear deliverable")


class Rhythm(TextChoices):
    """How often a regular task has to be reported on."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    YEARLY = "yearly", _("Yearly")


class Reporting(TextChoices):
    """The class of a reporting occurrence on a day. None of them enters N."""

    ON_TIME = "on_time", _("Reported on time")
    LATE = "late", _("Reported late")
    WAITING = "waiting", _("Waiting, not due yet")
    OVERDUE = "overdue", _("Report overdue")
    EXCUSED = "excused", _("Excused, the task was suspended")


class DeliverableKind(TextChoices):
    LAW = "law", _("Law or ordinance")
    DECREE = "decree", _("Decree")
    RESOLUTION = "resolution", _("Resolution")
    DECISION = "decision", _("Decision")
    CIRCULAR = "circular", _("Circular")
    PLAN = "plan", _("Plan or programme")
    REPORT = "report", _("Report")
    PLATFORM = "platform", _("Platform or system")
    DATABASE = "database", _("Database")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure")
    SERVICE = "service", _("Online service")
    TRAINING = "training", _("Training")
    PRODUCT = "product", _("Product or technology")
    DOCUMENT = "document", _("Other document")
    OTHER = "other", _("Other result")


class Knowledge(TextChoices):
    """The two ways to ask about a past day."""

    HAPPENED = "happened", _("as it happened")
    KNOWN = "known", _("as known then")


class DeadlineBasis(TextChoices):
    """Which deadline a task is held against."""

    IN_FORCE = "in_force", _("deadline in force")
    FIRST = "first", _("first deadline")


class Outcome(TextChoices):
    """What became of a submission, of a request for extension or of an obstacle."""

    PENDING = "pending", _("Waiting for a decision")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    LAPSED = "lapsed", _("No longer needed")
    REVOKED = "revoked", _("Accepted, and revoked")
    ANSWERED = "answered", _("Answered")


class Organised(TextChoices):
    """With whom a past figure is counted, when organisations have changed since."""

    THEN = "then", _("as organised then")
    NOW = "now", _("as organised now")


class Participation(TextChoices):
    """In which capacity an organisation is counted."""

    LEAD = "lead", _("as lead")
    JOINED = "joined", _("as co-agency")


class ObstacleKind(TextChoices):
    """What somebody else has to answer before a task can go on."""

    OBSTACLE = "obstacle", _("Obstacle")
    PETITION = "petition", _("Petition")


class Fate(TextChoices):
    """What becomes of an open task when its instrument is superseded."""

    CONTINUE = "continue", _("Continued")
    REPLACE = "replace", _("Replaced by another task")
    WITHDRAW = "withdraw", _("Withdrawn with it")


class DayRuling(TextChoices):
    """What an administrator decides of a day."""

    OFF = "off", _("day off")
    WORKED = "worked", _("working day")
    AS_BY_LAW = "as_by_law", _("as the law has it")
