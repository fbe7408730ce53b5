"""What a task is: the columns that the task and every event of its history share.

The life of a task is kept as step functions of the Hanoi day: `phases[i]` holds from
`phase_from[i]` on, and so do `deadlines`, `leads` and `gap_steps` from the days beside them. Steps
are only ever appended, so a single row answers for every day of the past, and the newest event
known at a moment answers for what was known then. `tasks.rules.standing` and
`tasks.queries.standing` read both alike.

`parts` holds what each co-agency contributes, with a time line of its own; `tasks.rules.parts`
reads and writes it.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from tasks.enums import Act, DeliverableKind, Rhythm, Status
from tasks.models.instrument import Clause
from tasks.models.programme import Programme
from tracker.lib.functions import Cardinality, Element, Split, dates


def _steps(name: Any, each: "models.Field[Any, Any]") -> "ArrayField[Any, Any]":
    return ArrayField(each, verbose_name=name, default=list, blank=True)


def _who(model: Any, name: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


class TaskState(models.Model):
    """Abstract: the state of a task, as the task itself and as each event carries it."""

    code = models.CharField(_("code"), max_length=40)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="%(class)ss", verbose_name=_("programme")
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="%(class)ss", verbose_name=_("clause")
    )
    parent = _who("tasks.Task", _("group"))
    is_group = models.BooleanField(_("given to a group"), default=False)
    split_from = _who("tasks.Task", _("split from"))
    replaced_by = _who("tasks.Task", _("replaced by"))

    # The six clarities
    officer = _who(User, _("officer"))
    unit = _who(Organisation, _("unit in charge"))
    title = models.TextField(_("task"))
    is_regular = models.BooleanField(_("regular, without a deadline"), default=False)
    rhythm = models.CharField(
        _("reporting rhythm"), max_length=9, choices=Rhythm, blank=True, default=""
    )
    deadline_text = models.CharField(_("deadline as written"), max_length=120, blank=True)
    lead = _who(Organisation, _("lead"))
    parts = models.JSONField(_("parts of co-agencies"), default=list, blank=True)
    authority = _who(Organisation, _("authority that decides and signs"))
    deliverable_kind = models.CharField(
        _("deliverable"), max_length=16, choices=DeliverableKind, blank=True
    )
    deliverable_measure = models.CharField(_("measured in"), max_length=120, blank=True)
    deliverable_count = models.PositiveIntegerField(_("how many"), null=True, blank=True)

    # The time line
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    phases = _steps(_("phases"), models.CharField(max_length=16, choices=Status))
    phase_from = dates(_("phases from"))
    deadlines = dates(_("deadlines"))
    deadline_from = dates(_("deadlines from"))
    leads = _steps(_("leads"), models.BigIntegerField())
    lead_from = dates(_("leads from"))
    gap_steps = _steps(_("missing clarities, by step"), models.CharField(max_length=80, blank=True))
    gap_from = dates(_("missing clarities from"))
    gaps = models.GeneratedField(
        expression=Split(Element("gap_steps", Cardinality("gap_steps"))),
        output_field=ArrayField(models.CharField(max_length=16), default=list),
        db_persist=True,
        verbose_name=_("missing clarities"),
    )
    assigned_on = models.GeneratedField(
        expression=Case(
            When(
                phases__0=Value(Status.ASSIGNED),
                then=Element("phase_from", 1),
            ),
            output_field=models.DateField(null=True),
        ),
        output_field=models.DateField(_("assigned on"), null=True),
        db_persist=True,
        verbose_name=_("assigned on"),
    )
    first_deadline = models.GeneratedField(
        expression=Element("deadlines", 1),
        output_field=models.DateField(_("first deadline"), null=True),
        db_persist=True,
        verbose_name=_("first deadline"),
    )
    deadline = models.GeneratedField(
        expression=Element("deadlines", Cardinality("deadlines")),
        output_field=models.DateField(_("deadline"), null=True),
        db_persist=True,
        verbose_name=_("deadline"),
    )
    completed_on = models.GeneratedField(
        expression=Case(
            When(
                status=Value(Status.COMPLETED),
                then=Element("phase_from", Cardinality("phase_from")),
            ),
            output_field=models.DateField(null=True),
        ),
        output_field=models.DateField(_("completed on"), null=True),
        db_persist=True,
        verbose_name=_("completed on"),
    )
    percent = models.PositiveSmallIntegerField(_("per cent done"), default=0)
    counted = models.PositiveIntegerField(_("done so far"), null=True, blank=True)

    # The act that made this state
    revision = models.PositiveIntegerField(default=0, verbose_name=_("revision"))
    act = models.CharField(max_length=16, choices=Act, default=Act.DRAFT, verbose_name=_("act"))
    act_on = models.DateField(verbose_name=_("happened on"))
    act_by = _who(User, _("done by"))
    act_for = _who(User, _("done for"))
    act_note = models.TextField(blank=True, verbose_name=_("note"))
    act_late_reason = models.TextField(blank=True, verbose_name=_("why recorded late"))
    act_instrument = _who("tasks.Instrument", _("authorising instrument"))
    act_detail = models.JSONField(default=dict, blank=True, verbose_name=_("detail"))

    class Meta:
        abstract = True
