from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation
from tasks.models import Instrument, Merger, MergerChoice, Task
from tasks.queries.mergers import MergerPreview, Passing
from tasks.rules.passing import Capacity
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class MergerChoiceOut(serializers.ModelSerializer[MergerChoice]):
    task = serializers.CharField(source="task.code", help_text="Its code.")
    successor = serializers.CharField(source="successor.code")

    class Meta:
        model = MergerChoice
        fields = ["task", "successor"]
        read_only_fields = fields


class MergerOut(serializers.ModelSerializer[Merger]):
    predecessor = OrganisationName()
    successor = OrganisationName()
    instrument = serializers.CharField(source="instrument.number", help_text="Its number.")
    by = PersonOut()
    done_at = serializers.DateTimeField(
        allow_null=True, help_text="When all that was open had passed; null until then."
    )
    called_off_by = PersonOut(allow_null=True)
    elsewhere = MergerChoiceOut(
        source="choices", many=True, help_text="Of the tasks that the reader may see."
    )

    class Meta:
        model = Merger
        fields = [
            "id",
            "predecessor",
            "successor",
            "on",
            "instrument",
            "reason",
            "late_reason",
            "by",
            "recorded_at",
            "done_at",
            "called_off_at",
            "called_off_by",
            "called_off_reason",
            "elsewhere",
        ]
        read_only_fields = fields


class ChoiceIn(Body):
    task = serializers.PrimaryKeyRelatedField(queryset=Task.objects.all(), help_text="Its id.")
    successor = Named(Organisation.objects, by="code")


class MergerIn(Body):
    predecessor = Named(Organisation.objects, by="code")
    successor = Named(Organisation.objects, by="code", help_text="Who takes over by default.")
    on = serializers.DateField(help_text="The Hanoi day on which the open tasks pass.")
    instrument = Named(Instrument.objects, by="number", help_text="What authorises it.")
    reason = serializers.CharField()
    late_reason = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Needed when the day lies more than three working days back.",
    )
    elsewhere = ChoiceIn(many=True, required=False, help_text="Tasks that go to somebody else.")

    def validate_elsewhere(self, choices: list[dict[str, Any]]) -> dict[Task, Organisation]:
        """As the domain takes them."""
        return {choice["task"]: choice["successor"] for choice in choices}


class CallOffIn(Body):
    reason = serializers.CharField()


class MergerPreviewQuery(PagedQuery):
    predecessor = Named(Organisation.objects, by="code", help_text="Code of who ends.")
    successor = Named(
        Organisation.objects, by="code", required=False, help_text="Default: the known successor."
    )
    on = serializers.DateField()


class PassingOut(serializers.Serializer[Passing]):
    id = serializers.IntegerField(source="task.pk")
    code = serializers.CharField(source="task.code")
    title = serializers.CharField(source="task.title")
    status = serializers.CharField(source="task.status")
    capacities = serializers.ListField(child=serializers.ChoiceField(choices=Capacity.choices))
    to = OrganisationName()


class MergerPreviewOut(serializers.Serializer[MergerPreview]):
    predecessor = OrganisationName()
    successor = OrganisationName()
    on = serializers.DateField()
    next = serializers.URLField(allow_null=True, help_text="The page that follows.")
    passings = PassingOut(many=True, help_text="A page of them, by id.")
