"""What waits for the secretaries' decision."""

from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from tasks.enums import Act
from tasks.queries.reviews import Review
from tracker.lib.api.queries import PagedQuery


class ReviewQuery(PagedQuery):
    late = serializers.BooleanField(required=False, help_text="Only those that are late, or not.")


class TaskNamed(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    code = serializers.CharField()
    title = serializers.CharField()
    programme = serializers.CharField(source="programme.code")
    lead = OrganisationName(allow_null=True)


class ReviewOut(serializers.Serializer[Review]):
    act = serializers.ChoiceField(
        choices=Act.choices, help_text="What waits: `submit` or `ask_extension`."
    )
    id = serializers.IntegerField(
        source="asked.pk", help_text="Of the submission or request, as its task shows it."
    )
    task = TaskNamed()
    by = PersonOut(source="asked.by")
    since = serializers.DateField(help_text="The Hanoi day on which it was recorded.")
    workdays = serializers.IntegerField(help_text="Working days since then.")
    due = serializers.DateField(help_text="The last day on which a decision is in time.")
    is_late = serializers.BooleanField()
    secretaries = PersonOut(many=True, help_text="Who has to decide, together.")


class ReviewsOut(serializers.Serializer[Any]):
    on = serializers.DateField(help_text="The Hanoi day for which the waiting was counted.")
    in_time_workdays = serializers.IntegerField(help_text="More working days than these are late.")
    late = serializers.IntegerField(help_text="How many are late, whatever was asked for.")
    next = serializers.URLField(allow_null=True, help_text="The page that follows.")
    reviews = ReviewOut(many=True, help_text="The longest waiting first.")
