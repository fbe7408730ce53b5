"""Request bodies: a field that we do not know is refused, so that no typo does half of a job."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class Body(serializers.Serializer[Any]):
    """What is sent in, of a known shape."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            fault = serializers.ErrorDetail(_("There is no such field."), code="unknown_field")
            raise serializers.ValidationError({name: [fault] for name in sorted(unknown)})
        return super().to_internal_value(data)
