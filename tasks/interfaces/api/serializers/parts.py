"""Parts of co-agencies, and handing a task down inside its lead."""

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation, User
from tasks.enums import Act, DeliverableKind, Standing
from tasks.interfaces.api.serializers.acting import late_reason, on, words
from tasks.models import TaskEvent
from tasks.queries.parts import SeenPart
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named


class PartReportOut(serializers.ModelSerializer[TaskEvent]):
    """The newest word on a part: a report, that it is done, or its return."""

    act = serializers.ChoiceField(choices=Act.choices)
    on = serializers.DateField(source="act_on", help_text="The Hanoi day on which it happened.")
    by = PersonOut(source="act_by", allow_null=True)
    note = serializers.CharField(source="act_note")

    class Meta:
        model = TaskEvent
        fields = ["act", "on", "by", "recorded_at", "note"]
        read_only_fields = fields


class CoAgencyOut(serializers.Serializer[SeenPart]):
    """A co-agency, what it contributes, and where that stands today."""

    organisation = OrganisationName()
    part = serializers.CharField()
    deadline = serializers.DateField(
        allow_null=True, help_text="A date of its own; without one the task's deadline holds."
    )
    due = serializers.DateField(allow_null=True, help_text="The date that it is held against.")
    standing = serializers.ChoiceField(choices=Standing.choices, allow_null=True)
    standing_first = serializers.ChoiceField(
        choices=Standing.choices, allow_null=True, help_text="Against the first dates."
    )
    completed_on = serializers.DateField(source="done_on", allow_null=True)
    percent = serializers.IntegerField(allow_null=True, help_text="As last reported.")
    last = PartReportOut(allow_null=True)


def co_agency() -> Named:
    return Named(Organisation.objects, by="code", help_text="Code of the co-agency.")


class PartProgressIn(Body):
    organisation = co_agency()
    narrative = serializers.CharField(help_text="What was done.")
    percent = serializers.IntegerField(required=False, allow_null=True, help_text="0 to 100.")
    on = on()
    late_reason = late_reason()


class PartDoneIn(Body):
    organisation = co_agency()
    product_kind = serializers.ChoiceField(choices=DeliverableKind.choices)
    product_number = serializers.CharField(max_length=120)
    product_date = serializers.DateField()
    product_title = words()
    note = words()
    on = on("was completed")
    late_reason = late_reason()


class PartReturnIn(Body):
    organisation = co_agency()
    reason = serializers.CharField()


class HandDownIn(Body):
    """Who is not named stays."""

    unit = Named(
        Organisation.objects,
        by="code",
        required=False,
        allow_null=True,
        help_text="Code of a unit below the lead; that of the lead itself takes the task back.",
    )
    officer = Named(
        User.objects, by="username", required=False, allow_null=True, help_text="Username."
    )
    note = words()
