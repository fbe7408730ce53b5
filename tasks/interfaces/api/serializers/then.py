"""A task as it was on a past day."""

from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName
from tasks.enums import Clarity, Knowledge, Standing, Status
from tasks.queries.then import PartThen, Presence, TaskThen


class PartThenOut(serializers.Serializer[PartThen]):
    organisation = OrganisationName()
    part = serializers.CharField()
    deadline = serializers.DateField(allow_null=True, help_text="Its own, or the task's.")
    phase = serializers.ChoiceField(choices=Status.choices)


class TaskThenOut(serializers.Serializer[TaskThen]):
    """What it was not yet, or no longer, is null or empty."""

    as_of = serializers.DateField(source="day")
    knowledge = serializers.ChoiceField(choices=Knowledge.choices)
    presence = serializers.ChoiceField(
        choices=Presence.choices, help_text="Whether there was such a task on that day."
    )
    title = serializers.CharField()
    phase = serializers.ChoiceField(choices=Status.choices, allow_null=True)
    since = serializers.DateField(allow_null=True, help_text="When it came to that phase.")
    standing = serializers.ChoiceField(choices=Standing.choices, allow_null=True)
    standing_first = serializers.ChoiceField(
        choices=Standing.choices, allow_null=True, help_text="Against the first deadline."
    )
    lead = OrganisationName(allow_null=True)
    deadline = serializers.DateField(allow_null=True)
    first_deadline = serializers.DateField(allow_null=True)
    gaps: Any = serializers.ListField(child=serializers.ChoiceField(choices=Clarity.choices))
    parts = PartThenOut(many=True)
