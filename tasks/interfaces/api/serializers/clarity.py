"""What is unclear, who must mend it, and how clear many tasks are."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation
from tasks.enums import Clarity
from tasks.models import Programme, Task
from tasks.queries.clarity import Mending
from tasks.rules.clarity import score
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery, Query
from tracker.lib.rounding import rounded


class MissingOut(serializers.Serializer[Mending]):
    clarity = serializers.ChoiceField(choices=Clarity.choices)
    since = serializers.DateField(
        allow_null=True, help_text="The day from which it has been missing without a break."
    )
    menders = PersonOut(many=True, help_text="Who must supply it.")


class UnclearOut(serializers.ModelSerializer[Task]):
    """An unfinished task that lacks a clarity."""

    programme = serializers.CharField(source="programme.code")
    lead = OrganisationName(allow_null=True)
    clarity_score = serializers.SerializerMethodField(help_text="How many of the six are clear.")
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Task
        fields = ["id", "code", "title", "programme", "lead", "status", "clarity_score", "missing"]
        read_only_fields = fields

    def get_clarity_score(self, task: Task) -> int:
        return score(task.gaps)

    @extend_schema_field(MissingOut(many=True))
    def get_missing(self, task: Task) -> Any:
        return MissingOut(self.context["mending"][task.pk], many=True).data


class UnclearQuery(PagedQuery):
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
    organisation = Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="Code of the lead, or of an organisation above it.",
    )
    clarity = serializers.ChoiceField(
        choices=Clarity.choices, required=False, help_text="That this one is missing."
    )
    mine = serializers.BooleanField(required=False, help_text="Only what the reader must supply.")


class ScoresQuery(Query):
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
    organisation = Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="Code of the lead, or of an organisation above it.",
    )


class ScoreOut(serializers.Serializer[Any]):
    """`share` is 0 to 1, to four decimals; `mean` 0 to 6, to two. Null where there are no tasks."""

    code = serializers.CharField(source="whose.code")
    total = serializers.IntegerField(source="score.total", help_text="Tasks in force today.")
    clear = serializers.IntegerField(source="score.clear", help_text="Clear in all six ways.")
    share = serializers.SerializerMethodField()
    mean = serializers.SerializerMethodField()

    def get_share(self, row: Any) -> float | None:
        share = row["score"].share
        return None if share is None else float(rounded(share, 4))

    def get_mean(self, row: Any) -> float | None:
        mean = row["score"].mean
        return None if mean is None else float(rounded(mean, 2))


class ScoresOut(serializers.Serializer[Any]):
    programmes = ScoreOut(many=True)
    organisations = ScoreOut(many=True, help_text="By the organisation that leads.")
