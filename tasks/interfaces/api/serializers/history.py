"""The history of a task: each event as data and as a sentence."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.interfaces.api.serializers import PersonOut
from tasks.enums import Act, Clarity, Status
from tasks.interfaces.changes import Change
from tasks.interfaces.sentences import Told


class ChangeOut(serializers.Serializer[Change]):
    """A field that the event changed, as the page shows it."""

    field = serializers.CharField(help_text="Its name in the API.")
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField()
    after = serializers.CharField()


class EventOut(serializers.Serializer[Told]):
    """One event: the act, the day it happened, the moment it was recorded, and what came of it."""

    revision = serializers.IntegerField(source="event.revision")
    act = serializers.ChoiceField(source="event.act", choices=Act.choices)
    sentence = serializers.CharField(help_text="Who did what, in the reader's language.")
    on = serializers.DateField(
        source="event.act_on", help_text="The Hanoi day on which it happened."
    )
    recorded_at = serializers.DateTimeField(source="event.recorded_at")
    days_late = serializers.IntegerField(
        help_text="How many working days after it happened it was recorded."
    )
    late_reason = serializers.CharField(source="event.act_late_reason")
    by = PersonOut(source="event.act_by", allow_null=True)
    on_behalf_of = PersonOut(
        source="event.act_for", allow_null=True, help_text="The head for whom a deputy did it."
    )
    instrument = serializers.CharField(
        source="event.act_instrument.number",
        default=None,
        allow_null=True,
        help_text="Number of the instrument that authorises it.",
    )
    note = serializers.CharField(source="event.act_note")
    changes = ChangeOut(many=True)
    detail = serializers.SerializerMethodField()
    status = serializers.ChoiceField(source="event.status", choices=Status.choices)
    title = serializers.CharField(source="event.title")
    lead = serializers.CharField(source="event.lead.code", default=None, allow_null=True)
    deadline = serializers.DateField(source="event.deadline", allow_null=True)
    percent = serializers.IntegerField(source="event.percent")
    gaps = serializers.ListField(
        source="event.gaps", child=serializers.ChoiceField(choices=Clarity.choices)
    )

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_detail(self, told: Told) -> Any:
        return told.event.act_detail
