"""The files somebody has ordered, over the API."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request

from accounts.models import User
from reports.domain.kept import HANDED_OUT
from reports.interfaces.job_files import file_of, title_of
from reports.models import Job
from reports.queries.jobs import jobs_of
from tasks.interfaces.api.views.evidence import AnyKind
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class JobOut(serializers.ModelSerializer[Job]):
    """How far a file is: `done` of `total`, and what became of it."""

    title = serializers.SerializerMethodField(help_text="In the language of the request.")

    class Meta:
        model = Job
        fields = [
            *("id", "kind", "title", "state", "done", "total", "error"),
            *("asked_at", "started_at", "finished_at"),
            *("file_name", "media_type", "size", "sha256"),
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_title(self, job: Job) -> str:
        return title_of(job)


class NewestFirst(Pages):
    ordering = "-pk"


class Own(generics.GenericAPIView[Job]):
    """The jobs of the reader; any other does not exist (404)."""

    queryset = Job.objects.all()
    serializer_class: Any = JobOut

    def get_queryset(self) -> QuerySet[Job]:
        return jobs_of(cast("User", self.request.user))


class Jobs(generics.ListAPIView[Job], Own):
    """The files that the reader has ordered, the latest first."""

    pagination_class = NewestFirst
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Job]:
        asked(self.query, self.request)
        return super().get_queryset()


class OneJob(generics.RetrieveAPIView[Job], Own):
    """One file that the reader has ordered, and how far it is."""


class JobFile(Own):
    """The file of a job that is `finished`."""

    content_negotiation_class = AnyKind

    @extend_schema(responses={(200, kind.media_type): OpenApiTypes.BINARY for kind in HANDED_OUT})
    def get(self, _request: Request, **_path: int) -> FileResponse:
        """The file as an attachment; 404 while there is none, and when it has been removed."""
        return file_of(self.get_object())
