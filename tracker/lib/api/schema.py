"""The OpenAPI description: every operation names the errors that it can answer with."""

from typing import Any

from django.db.models import TextChoices
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from tracker.lib.api.queries import PagedQuery


class ErrorType(TextChoices):
    VALIDATION = "validation_error"
    CLIENT = "client_error"
    SERVER = "server_error"


class ErrorDetail(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="For machines; does not change with the language.")
    detail = serializers.CharField(help_text="For people, in the language of the request.")
    attr = serializers.CharField(
        allow_null=True,
        help_text="The field or parameter to blame, with dots into nested ones; or null.",
    )


class Error(serializers.Serializer[Any]):
    """The one envelope of every error."""

    type = serializers.ChoiceField(choices=ErrorType.choices)
    errors = ErrorDetail(many=True)  # type: ignore[assignment]


READING = ("401", "403", "406", "429")
WRITING = ("400", "409", "413", "415")


class DocumentedErrors(AutoSchema):
    """Adds the error answers to those of the view, and the parameters that its `query` takes."""

    def get_override_parameters(self) -> list[Any]:
        query = getattr(self.view, "query", None)
        return [query] if query and self.method == "GET" else []

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction=direction)
        for status in self._error_codes():
            described = self._get_response_for_code(Error, status)  # type: ignore[no-untyped-call]
            bodies.setdefault(status, described)
        return bodies

    def _error_codes(self) -> list[str]:
        codes = list(READING)
        if self.method != "GET":
            codes += WRITING
        else:
            codes += ["400"] if getattr(self.view, "query", None) else []
            codes += ["409"] if getattr(self.view, "may_conflict", False) else []
        if "{" in self.path or self._is_paged():
            codes.append("404")
        return sorted(codes)

    def _is_paged(self) -> bool:
        """Whether it takes a cursor, which may be one that we have not written."""
        query = getattr(self.view, "query", None)
        by_query = isinstance(query, type) and issubclass(query, PagedQuery)
        return by_query or bool(getattr(self.view, "pagination_class", None))
