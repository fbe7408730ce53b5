"""Request bodies: a field that we do not know is refused, so that no typo does half of a job."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request


class Body(serializers.Serializer[Any]):
    """What is sent in, of a known shape."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            fault = serializers.ErrorDetail(_("There is no such field."), code="unknown_field")
            raise serializers.ValidationError({name: [fault] for name in sorted(unknown)})
        return super().to_internal_value(data)


def sent(
    request: Request, shape: type[serializers.BaseSerializer[Any]], **context: Any
) -> dict[str, Any]:
    """The validated body. Raises rest_framework.exceptions.ValidationError."""
    partial = request.method == "PATCH"
    serializer = shape(data=request.data, partial=partial, context=context)
    serializer.is_valid(raise_exception=True)
    given: dict[str, Any] = serializer.validated_data
    return given
