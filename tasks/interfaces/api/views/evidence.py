"""The files that prove a submission."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.exceptions import APIException
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from tasks.interfaces.api.views.base import Tasks
from tasks.interfaces.downloads import download
from tasks.queries.evidence import evidence_for
from tracker.lib.blobs import Altered
from tracker.lib.filetypes import KINDS


class AnyKind(DefaultContentNegotiation):
    """A file is what it is, whatever was asked for; errors are JSON."""

    def select_renderer(self, _request: Any, renderers: Any, _suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class NotServed(APIException):
    default_code = "evidence_altered"
    default_detail = _("The stored file is no longer the one that was submitted.")


class EvidenceFile(Tasks):
    """One file, as it was submitted."""

    content_negotiation_class = AnyKind

    @extend_schema(responses={(200, kind.media_type): OpenApiTypes.BINARY for kind in KINDS})
    def get(self, _request: Request, evidence_pk: int, **_task: int) -> FileResponse:
        """The file as an attachment; its SHA-256 stands beside it in the task."""
        found = generics.get_object_or_404(evidence_for(self.get_object()), pk=evidence_pk)
        try:
            return download(found)
        except Altered as fault:
            raise NotServed from fault
