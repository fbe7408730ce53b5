from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation
from tasks.enums import Reporting
from tasks.interfaces.api.serializers.acting import on, words
from tasks.models import Occurrence, Programme
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class OccurrenceReportOut(serializers.Serializer[Any]):
    reported_on = serializers.DateField()
    narrative = serializers.CharField()
    by = PersonOut()
    recorded_at = serializers.DateTimeField()


class OccurrenceOut(serializers.ModelSerializer[Occurrence]):
    """One period of a regular task, due on its last day, with its class today."""

    task = serializers.IntegerField(source="task_id", help_text="Id.")
    code = serializers.CharField(source="task.code", help_text="Of the task.")
    lead = OrganisationName(source="task.lead")
    reporting = serializers.ChoiceField(choices=Reporting.choices)
    report = serializers.SerializerMethodField()

    class Meta:
        model = Occurrence
        fields = ["id", "task", "code", "lead", "period_from", "due_on", "reporting", "report"]
        read_only_fields = fields

    @extend_schema_field(OccurrenceReportOut(allow_null=True))
    def get_report(self, occurrence: Occurrence) -> Any:
        report = getattr(occurrence, "report", None)
        return None if report is None else OccurrenceReportOut(report).data


class OccurrenceQuery(PagedQuery):
    task = serializers.IntegerField(required=False, min_value=1, help_text="Id of a task.")
    reporting = serializers.ChoiceField(choices=Reporting.choices, required=False)
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
    organisation = Named(
        Organisation.objects, by="code", required=False, help_text="Code of who leads the task now."
    )
    due_from = serializers.DateField(required=False, help_text="Due on this day or later.")
    due_to = serializers.DateField(required=False, help_text="Due on this day or earlier.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Under the names of the columns."""
        columns = {
            "programme": "task__programme",
            "organisation": "task__lead",
            "due_from": "due_on__gte",
            "due_to": "due_on__lte",
        }
        given = super().validate(attrs)
        return {columns.get(name, name): value for name, value in given.items()}


class ReportIn(Body):
    narrative = serializers.CharField(help_text="What was done.")
    on = on("was reported")
    late_reason = words(help_text="Needed beyond three working days.")
