"""One envelope for every error, with the status that says whose turn it is."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, IntegrityError
from django.utils.translation import gettext_lazy as _
from drf_standardized_errors.handler import ExceptionHandler
from psycopg.errors import UniqueViolation
from rest_framework import exceptions, status
from rest_framework.settings import api_settings

from tracker.lib.refused import Refused

# What the present state forbids, whatever the input; all else that is refused is about the input.
CONFLICTS = frozenset(
    {
        "not_in_this_status",
        "already_decided",
        "already_reported",
        "extension_open",
        "merged_already",
        "called_off_already",
        "day_has_come",
        "already_superseded",
        "changed_since_preview",
        "frozen_already",
        "tasks_came_of_it",
        "not_tied",
        "tied_already",
        "has_a_notice",
        "called_off",
        "part_done",
        "part_not_done",
        "already_lifted",
        "not_waiting",
    }
)


class Conflict(exceptions.APIException):
    """409: right a moment ago perhaps, but not in the present state. Read again, then decide."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"
    default_detail = _("Somebody else has just entered the same. Read it again.")


class Envelope(ExceptionHandler):
    """The handler of drf-standardized-errors, taught what the domain and the database raise."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Refused):
            return _refused(exc)
        if isinstance(exc, PermissionDenied):
            return exceptions.PermissionDenied(str(exc) or None)
        if isinstance(exc, IntegrityError) and isinstance(exc.__cause__, UniqueViolation):
            return Conflict()
        if isinstance(exc, SuspiciousOperation):  # too many fields or files
            return exceptions.ParseError()
        if isinstance(exc, DataError):
            return exceptions.ValidationError(
                _("A value is too long or too large."), "does_not_fit"
            )
        return super().convert_known_exceptions(exc)

    def convert_unhandled_exceptions(self, exc: Exception) -> exceptions.APIException:
        """A generic message, in the reader's language, that gives nothing away."""
        return exc if isinstance(exc, exceptions.APIException) else exceptions.APIException()


def _refused(no: Refused) -> exceptions.APIException:
    if no.code in CONFLICTS:
        return Conflict(no.message, code=no.code)
    field = no.field or api_settings.NON_FIELD_ERRORS_KEY
    return exceptions.ValidationError({field: [exceptions.ErrorDetail(str(no.message), no.code)]})
