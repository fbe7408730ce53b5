"""What pages and API do alike with a list that is asked for as a file."""

from collections.abc import Generator, Iterator
from datetime import date, datetime

from django.http import QueryDict, StreamingHttpResponse
from django.utils.translation import get_language

from accounts.models import User
from accounts.models.people import Language
from reports.domain import jobs
from reports.interfaces.exports.workbook import KIND
from reports.models import Job
from tasks.interfaces.downloads import HEADERS
from tracker.clock import is_demo
from tracker.lib.exporting.as_csv import csv_of
from tracker.lib.exporting.table import Table


def csv_answer(table: Table, name: str, *, on: date, mark: str = "") -> StreamingHttpResponse:
    """The table as an attachment that is sent while it is read; it begins with `mark`.

    What fails before the first rows are there is an error like any other. Later the sending
    breaks off: gunicorn closes the connection without the chunk that ends an answer.
    """
    pieces = begun(csv_of(table, demo=is_demo(), language=_language(), mark=mark))
    disposition = {"Content-Disposition": f'attachment; filename="{name}-{on}.csv"'}
    return StreamingHttpResponse(
        pieces, content_type="text/csv; charset=utf-8", headers=HEADERS | disposition
    )


def begun(pieces: Generator[str]) -> Iterator[str]:
    """The same, with the first piece made already."""
    first = next(pieces)

    def all_of_them() -> Iterator[str]:
        yield first
        yield from pieces

    return all_of_them()


def ordered(name: str, given: QueryDict, *, asked: str, by: User, now: datetime) -> Job:
    """The job that makes the list a workbook. Raises Refused as `order` does."""
    words = {"list": name, "query": given.urlencode(), "asked": asked}
    return jobs.order(KIND, words, by=by, language=_language(), now=now)


def _language() -> str:
    language = get_language()
    return language if language in Language.values else Language.VI.value
