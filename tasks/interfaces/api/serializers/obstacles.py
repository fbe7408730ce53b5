from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation
from tasks.enums import ObstacleKind, Outcome
from tasks.interfaces.api.serializers.acting import answer_by, asked, on, words
from tasks.models import Obstacle
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class ObstacleOut(serializers.ModelSerializer[Obstacle]):
    """An obstacle or petition, who must answer it by when, and the answer."""

    task_code = serializers.CharField(source="task.code")
    raised_by = OrganisationName()
    by = PersonOut()
    asked = OrganisationName()
    answered_by = PersonOut(allow_null=True)

    class Meta:
        model = Obstacle
        fields = [
            "id",
            "task",
            "task_code",
            "kind",
            "text",
            "raised_by",
            "by",
            "raised_on",
            "recorded_at",
            "asked",
            "answer_by",
            "outcome",
            "answer",
            "answered_by",
            "answered_on",
        ]
        read_only_fields = fields


class ObstacleQuery(PagedQuery):
    outcome = serializers.ChoiceField(
        choices=[
            (one.value, one.label) for one in (Outcome.PENDING, Outcome.ANSWERED, Outcome.LAPSED)
        ],
        required=False,
    )
    task = serializers.IntegerField(required=False, min_value=1, help_text="Id of a task.")
    asked = Named(Organisation.objects, by="code", required=False, help_text="Code.")


class RaiseIn(Body):
    kind = serializers.ChoiceField(choices=ObstacleKind.choices, default=ObstacleKind.OBSTACLE)
    text = serializers.CharField()
    asked = asked()
    answer_by = answer_by()
    on = on("was met")
    late_reason = words(help_text="Needed beyond three working days.")


class AnswerIn(Body):
    answer = serializers.CharField()
