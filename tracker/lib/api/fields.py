"""Relations named by what people call them, not by numbers of the database."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(OpenApiTypes.STR)
class Named(serializers.SlugRelatedField[Model]):
    """A row named by its code, number or username: `Named(Organisation.objects, by="code")`."""

    default_error_messages = {
        "does_not_exist": _("There is nothing called “{value}” here."),
        "invalid": _("Invalid value."),
    }

    def __init__(self, queryset: Any = None, *, by: str, **options: Any) -> None:
        super().__init__(slug_field=by, queryset=queryset, **options)

    def to_internal_value(self, data: Any) -> Any:
        """Checked as text first: the database takes no NUL and no lone surrogates."""
        return super().to_internal_value(serializers.CharField().run_validation(data))
