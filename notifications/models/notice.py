from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import NOTICE_MOVES, NoticeState, Reason
from notifications.models.guards import BeginsUnread, IsReadOnce
from notifications.models.message import Message
from notifications.models.querysets import UNREAD, NoticeQuerySet
from notifications.models.rung import Rung
from tasks.models import Task
from tracker.lib.functions import Now
from tracker.lib.triggers import Transitions


class Notice(models.Model):
    """One thing one person has to be told about one task, on one occasion.

    The occasion is what it is `about` and the `step` of the ladder. `about` names the deadline, or
    what caused it ("deadline 2025-12-31", "submission 17"), so that another deadline or a second
    return is another occasion; `step` says how far from it ("-7d", "+14w #2"), so that neither a
    changed calendar nor a rung that was retired and added again tells anybody twice. The database
    holds each at most once, whoever plans.

    That it was read is a fact with a moment, which the database sets: once, and for the recipient
    only. It stays true where the notice is cancelled afterwards.
    """

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="+", db_index=False, verbose_name=_("task")
    )
    rung = models.ForeignKey(
        Rung, models.PROTECT, related_name="+", db_index=False, verbose_name=_("reminder")
    )
    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="notices", verbose_name=_("recipient")
    )
    about = models.CharField(_("occasion"), max_length=60)
    step = models.CharField(_("step of the ladder"), max_length=20)
    anchor = models.DateField(_("counted from"))
    due_day = models.DateField(_("due on"))
    state = models.CharField(
        _("state"), max_length=9, choices=NoticeState, default=NoticeState.PLANNED
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    planned_at = models.DateTimeField(_("planned at"), db_default=Now())
    settled_at = models.DateTimeField(_("sent or cancelled at"), null=True, blank=True)
    message = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("message"),
    )
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("read by"),
    )

    objects = NoticeQuerySet.as_manager()
    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-due_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="notice_told_once", fields=["task", "about", "recipient", "step"]
            ),
            models.CheckConstraint(
                name="notice_state_known", condition=Q(state__in=NoticeState.values)
            ),
            models.CheckConstraint(
                name="notice_cancelled_for_a_reason",
                condition=Q(state__in=["cancelled", "withheld"], reason__in=Reason.values)
                | ~Q(state__in=["cancelled", "withheld"]) & Q(reason=""),
            ),
            models.CheckConstraint(
                name="notice_settled_at_a_moment",
                condition=Q(state="planned", settled_at=None)
                | ~Q(state="planned") & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_told_by_a_message",
                condition=~Q(state__in=["sent", "failed"]) | Q(message__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_cancelled_is_in_no_message",
                condition=~Q(state__in=["cancelled", "withheld"]) | Q(message=None),
            ),
            models.CheckConstraint(
                name="notice_read_by_its_reader",
                condition=Q(read_at=None, read_by=None)
                | Q(read_at__isnull=False, read_by__isnull=False, read_by=F("recipient")),
            ),
        ]
        indexes = [
            models.Index(name="notice_planned", fields=["recipient"], condition=Q(state="planned")),
            # The bell asks for these every minute, for everybody who has a page open.
            models.Index(name="notice_unread", fields=["recipient"], condition=UNREAD),
            models.Index(
                name="notice_settled",
                fields=["settled_at"],
                condition=Q(state__in=["sent", "failed", "withheld"]),
            ),
        ]
        triggers = [
            Transitions(name="notice_moves", field="state", legal=NOTICE_MOVES),
            BeginsUnread(name="notice_begins_unread"),
            IsReadOnce(name="notice_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task}, {self.rung}, {self.recipient}"
