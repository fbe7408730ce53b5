"""What can become of a task between two meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Change(TextChoices):
    """What became of a task between two meetings; each task in exactly one of them."""

    ASSIGNED = "assigned", _("newly assigned")
    CAME = "came", _("came into the scope")
    COMPLETED_ON_TIME = "completed_on_time", _("newly completed on time")
    COMPLETED_LATE = "completed_late", _("newly completed late")
    OVERDUE = "overdue", _("newly overdue")
    RELIEVED = "relieved", _("no longer overdue")
    REOPENED = "reopened", _("completion undone")
    REJUDGED = "rejudged", _("completion judged otherwise")
    SHIFTED = "shifted", _("otherwise in time")
    WITHDRAWN = "withdrawn", _("withdrawn or ended")
    RESTORED = "restored", _("in force again")
    LEFT = "left", _("left the scope")
    NONE = "none", _("as before")


class Fact(TextChoices):
    """Lists of what happened between two meetings; a task can stand in several of them."""

    ASSIGNED = "assigned", _("newly assigned")
    COMPLETED_ON_TIME = "completed_on_time", _("newly completed on time")
    COMPLETED_LATE = "completed_late", _("newly completed late")
    OVERDUE = "overdue", _("newly overdue")
    RELIEVED = "relieved", _("no longer overdue")
    EXTENDED = "extended", _("deadline extended")
    RETURNED = "returned", _("returned by a secretary")
    REVOKED = "revoked", _("acceptance revoked")
    WITHDRAWN = "withdrawn", _("withdrawn or ended")
    RECORDED_LATE = "recorded_late", _("recorded too late for the meeting before")
    CAME = "came", _("came into the scope")
    LEFT = "left", _("left the scope")
