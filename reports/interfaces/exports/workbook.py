"""An export as a job: any list as a workbook."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from reports.domain.jobs import Producer, Progress
from reports.interfaces.exports import all_exports
from reports.interfaces.exports.asking import reader_at, table_of
from reports.models import Job
from tasks.templatetags.task_words import moment
from tracker.clock import day_of, is_demo
from tracker.lib.exporting.as_xlsx import write

KIND = "export"


def make(job: Job, folder: Path, progress: Progress, now: datetime) -> Path:
    """The workbook; what the asker may no longer see, or never could, raises PermissionDenied."""
    try:
        table = table_of(job.words, reader_at(job.asked_by, now))
    except Http404 as gone:
        raise PermissionDenied from gone
    if table is None:
        raise PermissionDenied
    path = folder / f"{job.words['list']}-{day_of(now)}.xlsx"
    write(
        table,
        path,
        title=title(job.words),
        about=list(_about(job, now)),
        demo=is_demo(),
        progress=progress,
    )
    return path


def title(words: Mapping[str, Any]) -> str:
    """What the list is called."""
    export = all_exports().get(words.get("list", ""))
    return str(export.title) if export else _("List")


def _about(job: Job, now: datetime) -> Iterator[tuple[str, str]]:
    yield _("List"), title(job.words)
    yield _("As of"), moment(now)
    yield _("Asked by"), str(job.asked_by)
    for name, values in QueryDict(job.words["query"]).lists():
        if name != "page" and any(values):
            yield _("Filter: %(name)s") % {"name": name}, ", ".join(values)


PRODUCER = Producer(make, title)
