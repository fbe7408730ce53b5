"""What is sent in to change the course of a task: shapes only, the rules are the domain's."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName
from accounts.models import Organisation, User
from tasks import domain
from tasks.enums import DeliverableKind, Fate, Status
from tasks.interfaces.api.serializers.acting import instrument, late_reason, on
from tasks.interfaces.api.serializers.writing import MANY, PartIn, named_once
from tasks.models import Instrument, Task
from tasks.queries.superseding import Proposal
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query


class ReassignIn(Body):
    lead = Named(Organisation.objects, by="code", help_text="Code of who leads from then on.")
    officer = Named(
        User.objects, by="username", allow_null=True, required=False, help_text="Of the new lead."
    )
    reason = serializers.CharField()
    instrument = instrument()
    on = on("passed on")
    late_reason = late_reason()


class PartOfTaskIn(Body):
    """One of the new tasks. Its deadline is that of the whole unless an earlier one is given."""

    title = serializers.CharField()
    lead = Named(Organisation.objects, by="code", help_text="Code.")
    officer = Named(
        User.objects, by="username", allow_null=True, required=False, help_text="Username."
    )
    authority = Named(
        Organisation.objects,
        by="code",
        allow_null=True,
        required=False,
        help_text="Code; that of the whole unless given.",
    )
    deliverable_kind = serializers.ChoiceField(
        choices=DeliverableKind.choices, required=False, allow_blank=True
    )
    deliverable_measure = serializers.CharField(max_length=120, required=False, allow_blank=True)
    deliverable_count = serializers.IntegerField(
        min_value=1, max_value=MANY, required=False, allow_null=True
    )
    deadline = serializers.DateField(required=False, allow_null=True)
    co_agencies = PartIn(many=True, required=False)

    def validate_co_agencies(self, parts: list[dict[str, Any]]) -> list[domain.Part]:
        return named_once(parts)


class SplitIn(Body):
    parts = PartOfTaskIn(many=True, help_text="At least two.")
    reason = serializers.CharField()
    instrument = instrument()
    on = on()
    late_reason = late_reason()

    def validate_parts(self, parts: list[dict[str, Any]]) -> list[domain.PartOfTask]:
        """As the domain takes them."""
        return [domain.PartOfTask(**part) for part in parts]


class MergeIn(Body):
    into = Named(Task.objects.none(), by="code", help_text="Code of the task that stays.")
    reason = serializers.CharField()
    instrument = instrument()
    on = on()
    late_reason = late_reason()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Only tasks of the same programme can be named."""
        super().__init__(*args, **options)
        if task := self.context.get("task"):
            others = Task.objects.filter(programme=task.programme)
            self.fields["into"] = Named(others, by="code")


class DiscardIn(Body):
    reason = serializers.CharField()


class SupersedeQuery(Query):
    supersedes = Named(Instrument.objects, by="number", help_text="Number of the old instrument.")


class ProposalOut(serializers.Serializer[Proposal]):
    """An open task of the old instrument, and what could become of it."""

    task = serializers.IntegerField(source="task.pk", help_text="Its id.")
    revision = serializers.IntegerField(source="task.revision", help_text="To be sent back.")
    code = serializers.CharField(source="task.code")
    title = serializers.CharField(source="task.title")
    lead = OrganisationName(source="task.lead")
    status = serializers.ChoiceField(source="task.status", choices=Status.choices)
    deadline = serializers.DateField(source="task.deadline", allow_null=True)
    fate = serializers.ChoiceField(choices=Fate.choices, help_text="Proposed.")
    clause = serializers.CharField(
        source="clause.number", default=None, allow_null=True, help_text="Of the new instrument."
    )
    replaced_by = serializers.IntegerField(
        source="replaced_by.pk", default=None, allow_null=True, help_text="Id of the task."
    )


class FateIn(Body):
    task = serializers.IntegerField(max_value=MANY, help_text="Id of an open task of the old one.")
    revision = serializers.IntegerField(help_text="As previewed; refused if it has changed since.")
    fate = serializers.ChoiceField(choices=Fate.choices)
    clause = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="To continue it: the clause (number) of the new one.",
    )
    replaced_by = serializers.IntegerField(
        required=False,
        allow_null=True,
        max_value=MANY,
        help_text="To replace it: the id of a task from the new instrument.",
    )


class SupersedeIn(Body):
    supersedes = Named(Instrument.objects, by="number", help_text="Number of the old instrument.")
    fates = FateIn(many=True, help_text="One for each of its open tasks; none may be left out.")
    reason = serializers.CharField()
    on = on()
    late_reason = late_reason()

    def validate_fates(self, fates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({fate["task"] for fate in fates}) < len(fates):
            raise serializers.ValidationError(_("Name each task once."), code="repeated")
        return fates
