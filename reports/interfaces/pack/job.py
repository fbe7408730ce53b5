"""The pack of a meeting as a job: one file with all formats, or one format alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from reports.domain.jobs import Producer, Progress
from reports.domain.packs import meeting_pack
from reports.interfaces.pack.files import WRITERS, name_of, written, zipped
from reports.models import Job, Meeting
from reports.queries.meetings import meetings_of
from tracker.clock import day_of, is_demo
from tracker.lib.refused import Refused

KIND = "meeting-pack"
TOGETHER = "zip"
FORMATS = (TOGETHER, *WRITERS)


def words(meeting: Meeting, form: str = TOGETHER) -> dict[str, Any]:
    """What `reports.domain.jobs.order` is told; `form` is one of FORMATS."""
    return {"meeting": meeting.pk, "name": meeting.name, "format": form}


def _make(job: Job, folder: Path, progress: Progress, now: datetime) -> Path:
    """Raises Refused for a meeting that the person may not see, or no longer."""
    seen = meetings_of(job.asked_by, on=day_of(now)).filter(pk=job.words["meeting"])
    meeting = seen.first()
    if meeting is None:
        raise Refused(_("There is no such meeting, or you may not see it."), code="unknown")
    form = job.words["format"]
    only = [*WRITERS] if form == TOGETHER else [form]
    steps = len(only) + 1
    progress(0, steps)
    pack = meeting_pack(meeting, now=now)
    name, paths = name_of(pack), []
    progress(1, steps)
    for path in written(pack, folder, name=name, demo=is_demo(), only=only):
        paths.append(path)
        progress(len(paths) + 1, steps)
    return zipped(paths, folder / f"{name}.zip") if form == TOGETHER else paths[0]


def _title(said: Mapping[str, Any]) -> str:
    return _("Meeting pack: %(meeting)s") % {"meeting": said.get("name", "")}


PRODUCER = Producer(_make, _title)
