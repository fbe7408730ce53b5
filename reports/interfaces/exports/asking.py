"""Which list, narrowed how, for whom: read from an address, or from the words of a job."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict
from rest_framework.exceptions import ValidationError

from accounts.interfaces.web.reader import Reader
from accounts.models import User
from accounts.queries import seats_of
from reports.interfaces.exports import all_exports
from tracker.clock import day_of
from tracker.lib.api.queries import read
from tracker.lib.exporting.table import Export, Table, Words

PAGE, API = "page", "api"


def export_named(name: str) -> Export:
    """Raises Http404."""
    if name not in all_exports():
        raise Http404
    return all_exports()[name]


def reader_at(user: User, now: datetime) -> Reader:
    """`user` as a reader at the moment `now`."""
    return Reader(user, seats_of(user, on=day_of(now)), now)


def words_of(export: Export, given: QueryDict, reader: Reader, *, asked: str) -> Words | None:
    """The filters in `given`, as the page writes them or as the API does.

    None for what makes no sense on the page, which explains it. Raises ValidationError for the API.
    """
    given = given.copy()
    given.pop("page", None)
    if asked == PAGE and export.form is not None:
        return export.form(given, reader)
    if asked == PAGE:
        for name in [name for name, value in given.items() if value == ""]:
            del given[name]
    try:
        return read(export.query, given)
    except ValidationError:
        if asked == API:
            raise
        return None


def table_of(words: Mapping[str, Any], reader: Reader) -> Table | None:
    """The table that the words of a job ask for, with the rights of now; None for nonsense."""
    export = export_named(words["list"])
    narrowed = words_of(export, QueryDict(words["query"]), reader, asked=words["asked"])
    return None if narrowed is None else export.table(reader, narrowed)
