"""How tasks are shown."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from tasks.enums import (
    UNFINISHED,
    Act,
    Clarity,
    DeadlineBasis,
    DeliverableKind,
    Outcome,
    Rhythm,
    Standing,
    Status,
)
from tasks.interfaces.api.serializers.acts import (
    ExtensionOut,
    SubmissionOut,
    UpdateOut,
)
from tasks.interfaces.api.serializers.clarity import MissingOut
from tasks.interfaces.api.serializers.extensions import ExtensionCountsOut
from tasks.interfaces.api.serializers.instruments import ClauseOut, InstrumentRow
from tasks.interfaces.api.serializers.parts import CoAgencyOut
from tasks.models import Task
from tasks.queries.clarity import mending_of
from tasks.queries.parts import seen_parts
from tasks.queries.relatives import Lead, Relatives, leads_of, relatives_of
from tasks.rules.clarity import score
from tasks.rules.extensions import counts_among
from tasks.rules.next_acts import next_acts
from tasks.rules.standing import standing_of

CLARITIES = serializers.ListField(child=serializers.ChoiceField(choices=Clarity.choices))
MAYBE_STANDING = serializers.ChoiceField(choices=Standing.choices, allow_null=True)


class Days(serializers.ModelSerializer[Task]):
    """The days that the database computes; declared, for it does not say that they can be null."""

    assigned_on = serializers.DateField(allow_null=True)
    first_deadline = serializers.DateField(allow_null=True)
    deadline = serializers.DateField(allow_null=True)
    completed_on = serializers.DateField(allow_null=True)


class TaskRow(Days):
    """A task in a list, with its standing today."""

    programme = serializers.CharField(source="programme.code")
    instrument = serializers.CharField(source="clause.instrument.number")
    clause = serializers.CharField(source="clause.number")
    lead = OrganisationName(allow_null=True)
    gaps = CLARITIES
    standing = serializers.ChoiceField(
        choices=Standing.choices, allow_null=True, help_text="Null for one that is not in force."
    )
    due = serializers.DateField(
        allow_null=True, help_text="The deadline that the standing was judged by."
    )
    standing_first = serializers.SerializerMethodField(
        help_text="Today, against the first deadline, whichever `standing` is about."
    )

    class Meta:
        model = Task
        fields = [
            "id",
            "code",
            "title",
            "programme",
            "instrument",
            "clause",
            "is_group",
            "lead",
            "status",
            "standing",
            "due",
            "standing_first",
            "assigned_on",
            "first_deadline",
            "deadline",
            "completed_on",
            "percent",
            "gaps",
        ]
        read_only_fields = fields

    @extend_schema_field(MAYBE_STANDING)
    def get_standing_first(self, task: Task) -> Standing | None:
        return standing_of(task, self.context["today"], DeadlineBasis.FIRST)


class PhaseOut(serializers.Serializer[Any]):
    phase = serializers.ChoiceField(choices=Status.choices)
    since = serializers.DateField()


class DeadlineOut(serializers.Serializer[Any]):
    deadline = serializers.DateField()
    since = serializers.DateField(help_text="The day from which it was in force.")


class LeadOut(serializers.Serializer[Lead]):
    lead = OrganisationName(source="organisation")
    since = serializers.DateField()


class TimeLineOut(serializers.Serializer[Any]):
    phases = PhaseOut(many=True)
    deadlines = DeadlineOut(many=True)
    leads = LeadOut(many=True)


class RelativeOut(serializers.ModelSerializer[Task]):
    """A task that a split, a merge or a superseding instrument ties to this one."""

    class Meta:
        model = Task
        fields = ["id", "code"]
        read_only_fields = fields


class RelativesOut(serializers.Serializer[Relatives]):
    split_from = RelativeOut(allow_null=True)
    split_into = RelativeOut(many=True)
    replaced_by = RelativeOut(allow_null=True)
    replaces = RelativeOut(many=True, help_text="Merged into this one, or replaced by it.")


class TaskOut(Days):
    """All about one task, as this reader may see it."""

    programme = serializers.CharField(source="programme.code")
    clause = ClauseOut()
    instrument = InstrumentRow(source="clause.instrument")
    lead = OrganisationName(allow_null=True)
    unit = OrganisationName(allow_null=True, help_text="The unit of the lead it was handed to.")
    officer = PersonOut(allow_null=True)
    authority = OrganisationName(allow_null=True)
    deliverable_kind = serializers.ChoiceField(choices=DeliverableKind.choices, allow_blank=True)
    rhythm = serializers.ChoiceField(
        choices=Rhythm.choices, allow_blank=True, help_text="Of a regular task."
    )
    gaps = serializers.ListField(
        child=serializers.ChoiceField(choices=Clarity.choices),
        help_text="The clarities that it lacks.",
    )
    clarity_score = serializers.SerializerMethodField(help_text="How many of the six are clear.")
    missing = serializers.SerializerMethodField(
        help_text="Each clarity that it lacks and somebody must supply; none once it is finished."
    )
    standing = serializers.SerializerMethodField(help_text="Today, against the deadline in force.")
    standing_first = serializers.SerializerMethodField(
        help_text="Today, against the first deadline."
    )
    time_line = serializers.SerializerMethodField()
    relatives = serializers.SerializerMethodField()
    co_agencies = serializers.SerializerMethodField()
    updates = UpdateOut(many=True)
    submissions = SubmissionOut(many=True)
    extensions = ExtensionOut(many=True)
    extension_counts = serializers.SerializerMethodField()
    next_acts = serializers.SerializerMethodField(
        help_text="What this reader can do to it now, in the order of a task's life."
    )

    class Meta:
        model = Task
        fields = [
            "id",
            "code",
            "programme",
            "instrument",
            "clause",
            "parent",
            "is_group",
            "title",
            "officer",
            "is_regular",
            "rhythm",
            "deadline_text",
            "lead",
            "unit",
            "co_agencies",
            "authority",
            "deliverable_kind",
            "deliverable_measure",
            "deliverable_count",
            "gaps",
            "clarity_score",
            "missing",
            "status",
            "standing",
            "standing_first",
            "assigned_on",
            "first_deadline",
            "deadline",
            "completed_on",
            "percent",
            "counted",
            "time_line",
            "relatives",
            "updates",
            "submissions",
            "extensions",
            "extension_counts",
            "revision",
            "next_acts",
        ]
        read_only_fields = fields

    @extend_schema_field(CoAgencyOut(many=True))
    def get_co_agencies(self, task: Task) -> Any:
        parts = seen_parts([task], on=self.context["today"])[task.pk]
        return [CoAgencyOut(part).data for part in parts]

    def get_clarity_score(self, task: Task) -> int:
        return score(task.gaps)

    @extend_schema_field(MissingOut(many=True))
    def get_missing(self, task: Task) -> Any:
        if task.status != Status.DRAFT and task.status not in UNFINISHED:
            return []
        mending = mending_of([task], on=self.context["today"])
        return [MissingOut(missing).data for missing in mending.get(task.pk, [])]

    @extend_schema_field(MAYBE_STANDING)
    def get_standing(self, task: Task) -> Standing | None:
        return standing_of(task, self.context["today"], DeadlineBasis.IN_FORCE)

    @extend_schema_field(MAYBE_STANDING)
    def get_standing_first(self, task: Task) -> Standing | None:
        return standing_of(task, self.context["today"], DeadlineBasis.FIRST)

    @extend_schema_field(ExtensionCountsOut)
    def get_extension_counts(self, task: Task) -> Any:
        return ExtensionCountsOut(counts_among(task.extensions.all())).data

    @extend_schema_field(TimeLineOut)
    def get_time_line(self, task: Task) -> dict[str, list[dict[str, Any]]]:
        return {
            "phases": _steps("phase", task.phases, task.phase_from),
            "deadlines": _steps("deadline", task.deadlines, task.deadline_from),
            "leads": [dict(LeadOut(lead).data) for lead in leads_of(task)],
        }

    @extend_schema_field(RelativesOut)
    def get_relatives(self, task: Task) -> Any:
        return RelativesOut(relatives_of(task, Task.objects.all())).data

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Act.choices)))
    def get_next_acts(self, task: Task) -> list[Act]:
        waiting = any(one.outcome == Outcome.PENDING for one in task.extensions.all())
        return next_acts(self.context["seats"], task, extension_open=waiting)


def _steps(name: str, values: list[Any], starts: list[date]) -> list[dict[str, Any]]:
    return [{name: value, "since": since} for value, since in zip(values, starts, strict=True)]
