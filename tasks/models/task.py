from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.enums import LEGAL_MOVES, OPEN, Act, Clarity, DeliverableKind, Rhythm, Status
from tasks.models.querysets import TaskQuerySet
from tasks.models.state import TaskState
from tasks.models.triggers import (
    KeepsItsPast,
    NotInTheFuture,
    PartsFit,
    PartsKeepTheirPast,
    SaysWho,
    StartsAsDraft,
    StaysItself,
    WritesHistoryOfChanges,
    WritesHistoryOfNew,
)
from tracker.lib.constraints import SqlCheck
from tracker.lib.functions import Fold, Sorted, sort_key
from tracker.lib.triggers import Transitions


class Task(TaskState):
    """One obligation of one lead, from one clause of one instrument; or the parent of a group."""

    folded = models.GeneratedField(
        expression=Fold("code", "title"),
        output_field=models.TextField(),
        db_persist=True,
    )

    code_key = sort_key(Sorted("code"))

    joined = ArrayField(models.BigIntegerField(), default=list, editable=False)

    # User id of the head for whom a deputy does the present act; not kept in the row itself.
    acting_for: int | None = None
    acting_at: int | None = None

    objects = TaskQuerySet.as_manager()
    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["code_key", "pk"]
        constraints = [
            models.UniqueConstraint(name="task_code_once", fields=["programme", "code"]),
            models.CheckConstraint(name="task_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="task_act_known", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="task_has_code_and_title", condition=~Q(code="") & ~Q(title="")
            ),
            models.CheckConstraint(name="task_percent_to_100", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="task_delivers_something",
                condition=Q(deliverable_count=None) | Q(deliverable_count__gt=0),
            ),
            models.CheckConstraint(
                name="task_deliverable_known",
                condition=Q(deliverable_kind__in=["", *DeliverableKind.values]),
            ),
            SqlCheck(
                name="task_gaps_known",
                sql="string_to_array(array_to_string(gap_steps, ','), ',')"
                f" <@ ARRAY{['', *Clarity.values]}::text[]",
            ),
            SqlCheck(
                name="task_gaps_dated",
                sql="cardinality(gap_steps) = cardinality(gap_from)"
                " AND tracker_ascending(gap_from)"
                " AND array_position(gap_from, NULL) IS NULL"
                " AND array_position(gap_steps, NULL) IS NULL",
            ),
            SqlCheck(
                name="task_leads_dated",
                sql="cardinality(leads) = cardinality(lead_from)"
                " AND tracker_ascending(lead_from)"
                " AND array_position(lead_from, NULL) IS NULL"
                " AND lead_id IS NOT DISTINCT FROM leads[cardinality(leads)]",
            ),
            models.CheckConstraint(
                name="task_rhythm_known",
                condition=Q(rhythm="") | Q(rhythm__in=Rhythm.values, is_regular=True),
            ),
            models.CheckConstraint(
                name="task_replaced_is_withdrawn",
                condition=Q(replaced_by=None)
                | Q(status=Status.WITHDRAWN) & ~Q(replaced_by=F("id")),
            ),
            models.CheckConstraint(
                name="task_leaf_has_lead",
                condition=Q(is_group=True, lead=None, officer=None)
                | Q(is_group=False, lead__isnull=False)
                | Q(is_group=False, status__in=(Status.DRAFT, Status.WITHDRAWN)),
            ),
            models.CheckConstraint(
                name="task_group_stands_alone", condition=Q(is_group=False) | Q(parent=None)
            ),
            SqlCheck(
                name="task_status_is_last_phase",
                sql="(status = 'draft' AND phases = '{}')"
                " OR coalesce(phases[cardinality(phases)] = status, false)",
            ),
            SqlCheck(
                name="task_phases_dated",
                sql="cardinality(phases) = cardinality(phase_from)"
                " AND tracker_ascending(phase_from) AND array_position(phase_from, NULL) IS NULL",
            ),
            SqlCheck(
                name="task_deadlines_dated",
                sql="cardinality(deadlines) = cardinality(deadline_from)"
                " AND tracker_ascending(deadline_from)"
                " AND array_position(deadlines || deadline_from, NULL) IS NULL",
            ),
            SqlCheck(
                name="task_regular_has_no_deadline",
                sql="NOT (is_regular AND cardinality(deadlines) > 0)",
            ),
            SqlCheck(
                name="task_completed_against_a_deadline",
                sql="status NOT IN ('submitted', 'completed') OR cardinality(deadlines) > 0",
            ),
            SqlCheck(
                name="task_ended_without_deadline",
                sql="status <> 'ended' OR cardinality(deadlines) = 0",
            ),
        ]
        indexes = [
            models.Index(name="task_by_lead", fields=["lead", "deadline"]),
            models.Index(
                name="task_open_by_deadline", fields=["deadline"], condition=Q(status__in=OPEN)
            ),
            # The list of tasks, page by page: what is still owed first.
            models.Index(
                name="task_listed", fields=["-completed_on", "deadline", "code_key", "id"]
            ),
            models.Index(
                name="task_listed_by_lead",
                fields=["lead", "-completed_on", "deadline", "code_key", "id"],
            ),
            GinIndex(name="task_joined", fields=["joined"]),
            GinIndex(name="task_leads", fields=["leads"]),
            GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="task_folded_trgm"),
        ]
        triggers = [
            NotInTheFuture(name="task_not_in_the_future"),
            StartsAsDraft(name="task_starts_as_draft"),
            StaysItself(name="task_stays_itself"),
            KeepsItsPast(name="task_keeps_its_past"),
            SaysWho(name="task_says_who"),
            PartsFit(name="task_parts_fit"),
            PartsKeepTheirPast(name="task_parts_keep_their_past"),
            Transitions(name="task_moves", field="status", legal=LEGAL_MOVES),
            WritesHistoryOfNew(name="task_history_new"),
            WritesHistoryOfChanges(name="task_history_change"),
        ]

    def __str__(self) -> str:
        return self.code
