from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.models.ledger import Chained
from tasks.models.querysets import TaskEventQuerySet
from tasks.models.state import TaskState
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly


class TaskEvent(TaskState):
    """One event of a task's history: what the task became, by which act, and both times.

    Written by a trigger of the task's table. The application may read it and nothing more, and
    nobody may change or delete it. `payload` and `digest` chain it to the event before; `xid` is
    the transaction that wrote it, in this cluster's numbering.
    """

    task = models.ForeignKey(
        "tasks.Task", models.PROTECT, related_name="events", verbose_name=_("task")
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    recorded_by = models.CharField(_("database role"), max_length=63)
    xid = models.BigIntegerField(_("transaction"), editable=False)
    payload = models.TextField(_("sealed text"), editable=False)
    digest = models.BinaryField(_("digest"), editable=False)

    objects = TaskEventQuerySet.as_manager()
    application_may = ("SELECT",)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["task_id", "revision"]
        constraints = [
            models.UniqueConstraint(name="event_numbered_once", fields=["task", "revision"])
        ]
        indexes = [
            # Rows are wide: what happened when is read from the index alone.
            models.Index(
                name="event_by_moment",
                fields=["task", "recorded_at", "revision"],
                include=["id", "act"],
            )
        ]
        triggers = [AppendOnly(name="event_append_only"), Chained(name="event_chained")]

    def __str__(self) -> str:
        return f"{self.code} #{self.revision}: {self.get_act_display()}"
