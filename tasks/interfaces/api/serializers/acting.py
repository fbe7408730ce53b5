"""What is sent in to act on a task: shapes only, the rules are the domain's."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organisation
from tasks.enums import DeliverableKind
from tasks.interfaces.api.serializers.writing import MANY
from tasks.models import Extension, Instrument
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named


def on(what: str = "happened") -> serializers.DateField:
    """The Hanoi day of an act."""
    return serializers.DateField(
        required=False, help_text=f"The Hanoi day on which it {what}; today unless given."
    )


def asked() -> Named:
    """Who must answer an obstacle."""
    return Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="Code of who must answer; the owner of the programme unless given.",
    )


def answer_by() -> serializers.DateField:
    """Until when an obstacle must be answered."""
    return serializers.DateField(required=False, help_text="In five working days unless given.")


def words(**options: Any) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, **options)


def instrument() -> Named:
    return Named(
        Instrument.objects,
        by="number",
        required=False,
        allow_null=True,
        help_text="Number of the instrument that authorises it.",
    )


def late_reason() -> serializers.CharField:
    return words(help_text="Needed when recorded more than three working days later.")


class AssignIn(Body):
    on = on("was assigned")
    late_reason = late_reason()
    reason = words(help_text="Needed when the task, or a member of the group, lacks a clarity.")


class ProgressIn(Body):
    percent = serializers.IntegerField(required=False, allow_null=True, help_text="0 to 100.")
    count = serializers.IntegerField(
        min_value=0,
        max_value=MANY,
        required=False,
        allow_null=True,
        help_text="So many of `deliverable_count`.",
    )
    narrative = words(help_text="What was done.")
    obstacle = words(help_text="What stands in the way.")
    asked = asked()
    answer_by = answer_by()
    on = on()
    late_reason = late_reason()


class SubmitIn(Body):
    product_kind = serializers.ChoiceField(choices=DeliverableKind.choices)
    product_number = serializers.CharField(max_length=120)
    product_date = serializers.DateField()
    product_title = words()
    count = serializers.IntegerField(
        min_value=0,
        max_value=MANY,
        required=False,
        allow_null=True,
        help_text="How many there are; needed where `deliverable_count` is more than one.",
    )
    evidence = serializers.ListField(
        child=serializers.FileField(),
        required=False,
        help_text="The files that prove it (multipart/form-data, one part each): PDF, docx, xlsx, "
        "PNG or JPEG, judged by their content.",
    )
    no_evidence_reason = words(
        help_text="Needed when no file is attached: why none can be, as for a classified document."
    )
    note = words()
    completed_on = on("was completed")
    late_reason = late_reason()


class AcceptIn(Body):
    confirmed = serializers.DateField(
        required=False,
        help_text="The claimed day; needed when it lies before the day the claim was recorded.",
    )
    note = words()


class ReturnIn(Body):
    reason = serializers.CharField()


class RevokeIn(Body):
    reason = serializers.CharField()


class AskExtensionIn(Body):
    new_deadline = serializers.DateField()
    reason = serializers.CharField()
    on = on("was asked")
    late_reason = late_reason()


class DecideExtensionIn(Body):
    extension = serializers.PrimaryKeyRelatedField(
        queryset=Extension.objects.none(), help_text="Id of the request that is decided."
    )
    granted = serializers.BooleanField()
    deadline = serializers.DateField(
        required=False, allow_null=True, help_text="If it is not the one that was asked for."
    )
    reason = words(help_text="Needed to refuse.")
    instrument = instrument()
    confirmed = serializers.DateField(
        required=False,
        help_text="The day it was asked; needed to grant one that was recorded on a later day.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Only the requests of the task at hand can be named."""
        super().__init__(*args, **options)
        if task := self.context.get("task"):
            requests = Extension.objects.filter(task=task)
            self.fields["extension"] = serializers.PrimaryKeyRelatedField(queryset=requests)


class StopIn(Body):
    """To withdraw, suspend or end."""

    reason = serializers.CharField()
    instrument = instrument()
    on = on()
    late_reason = late_reason()


class ResumeIn(Body):
    reason = serializers.CharField()
    instrument = instrument()
    on = on()
    late_reason = late_reason()
