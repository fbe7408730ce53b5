"""Cursor pages: stable while rows are added, and as cheap at the end as at the start."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

MAX_PAGE = 200
DIGITS = 19  # so many a number of the database may not have


class Pages(CursorPagination):
    """`{"next", "previous", "results"}`, ordered by a unique number: by default the id."""

    ordering = "pk"
    page_size = 50
    max_page_size = MAX_PAGE
    page_size_query_param = "page_size"

    def decode_cursor(self, request: Request) -> Cursor | None:
        """A cursor that we cannot have written is refused, not handed to the database."""
        cursor = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        position = str(cursor.position)
        if not (position.isascii() and position.isdigit()):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def number_in(request: Request) -> int:
    """The number after which a page begins, of a list that is no queryset; 0 for the first.

    Raises NotFound for a cursor that we cannot have written.
    """
    cursor = request.query_params.get("cursor", "0")
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < DIGITS):
        raise NotFound(Pages.invalid_cursor_message)
    return int(cursor)
