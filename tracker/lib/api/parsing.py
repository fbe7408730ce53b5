"""JSON from strangers: bounded, strict, and refused in the reader's language."""

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser


class TooLarge(APIException):
    """413: the body is longer than DATA_UPLOAD_MAX_MEMORY_SIZE."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = _("The request is too large.")


class JsonParser(BaseParser):
    """`application/json` of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes; no NaN, no Infinity."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        _media_type: str | None = None,
        _context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge
        try:
            return json.loads(body, parse_constant=_no_constant)
        except (ValueError, RecursionError) as fault:
            raise ParseError(_("This is not valid JSON.")) from fault


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
