"""The tasks of a meeting's document that one of its figures counts, over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.enums import Block
from reports.interfaces.api.behind import SIZE, BehindOut, Paged
from reports.interfaces.api.meeting_base import Readable
from reports.queries.meetings.behind import page_behind, sight_of
from reports.queries.meetings.pictures import picture_of
from reports.rules.meetings.behind import CLASSES, Figure
from reports.rules.meetings.held import check_held
from tasks.enums import Clarity, DeadlineBasis, Standing
from tracker.clock import day_of, now_of
from tracker.lib.api.queries import Query, asked
from tracker.lib.api.schema import Error


class FigureQuery(Query):
    standing = serializers.ChoiceField(
        CLASSES,
        default="",
        help_text="Only these of the figure; by default all that were in force then.",
    )
    deadline = serializers.ChoiceField(
        DeadlineBasis.choices,
        default=DeadlineBasis.IN_FORCE,
        help_text="The deadline that tasks are held against.",
    )
    block = serializers.ChoiceField(Block.choices, default="", help_text="The block then.")
    organisation = serializers.CharField(
        default="", max_length=20, help_text="The code of the lead then."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = super().validate(attrs)
        return given | {"deadline": DeadlineBasis(given["deadline"])}


class FigurePaged(Paged, FigureQuery):
    pass


class _Day(serializers.DateField):
    """The document has "" for none."""

    def to_representation(self, value: Any) -> Any:
        return value or None


class _Standing(serializers.ChoiceField):
    def to_representation(self, value: Any) -> Any:
        return value or None


class DocumentLineOut(serializers.Serializer[Any]):
    """As it stands in the document; null for none."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    title = serializers.CharField()
    instrument = serializers.CharField(help_text="Its number.")
    clause = serializers.CharField(help_text="Its number.")
    lead = serializers.CharField(help_text="Its code.")
    officer = serializers.CharField(help_text="By name; empty for nobody.")
    standing = _Standing(
        Standing.choices, allow_null=True, help_text="Null: not in force any more."
    )
    standing_first = _Standing(
        Standing.choices, allow_null=True, help_text="Against the first deadline."
    )
    assigned_on = serializers.DateField()
    deadline = _Day(allow_null=True)
    first_deadline = _Day(allow_null=True)
    completed_on = _Day(allow_null=True)
    percent = serializers.IntegerField()
    gaps = serializers.ListField(
        child=serializers.ChoiceField(Clarity.choices), help_text="The clarities that it lacked."
    )


class DocumentLinesOut(BehindOut):
    results = DocumentLineOut(many=True)


class MeetingTasks(Readable):
    may_conflict = True  # called off
    query = FigurePaged

    @extend_schema(
        operation_id="meetings_tasks_retrieve",
        parameters=[FigurePaged],
        responses={200: DocumentLinesOut, 404: Error},
    )
    def get(self, request: Request, **_path: int) -> Response:
        """The tasks that a figure of the meeting counts: as frozen, or as they are in a preview."""
        words = asked(self.query, request)
        size = int(request.query_params.get("page_size", SIZE))
        page = words.pop("page")
        meeting, today = self.get_object(), day_of(now_of(request))
        check_held(meeting)
        sight = sight_of(self.reader, meeting, on=today)
        picture = picture_of(meeting, today=today)
        picked = page_behind(picture, Figure(**words), sight, size=size, page=page)
        results = picked.page if (page - 1) * size < picked.seen else []
        found = {"counted": picked.count, "visible": picked.seen, "results": results}
        return Response(DocumentLinesOut(found).data)
