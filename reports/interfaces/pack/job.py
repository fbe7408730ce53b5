"""The pack of a meeting as a job: one file with all formats, or one format alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from reports.domain.jobs import Producer, Progress, order
from reports.domain.packs import check_reader, meeting_pack
from reports.interfaces.pack.files import WRITERS, name_of, written, zipped
from reports.models import Job, Meeting
from reports.queries.meetings.visible import meetings_of
from tracker.clock import day_of, is_demo
from tracker.lib.refused import Refused

KIND = "meeting-pack"
TOGETHER = "zip"
FORMATS = (TOGETHER, *WRITERS)


def ordered_pack(meeting: Meeting, form: str = TOGETHER, *, by: User, now: datetime) -> Job:
    """The job that makes it, in the language in use; `form` is one of FORMATS.

    Raises PermissionDenied for who may not have it, and Refused as `order` does.
    """
    check_reader(meeting, by=by, now=now)
    words = {"meeting": meeting.pk, "name": meeting.name, "format": form}
    language = "en" if get_language() == "en" else "vi"
    return order(KIND, words, by=by, language=language, now=now)


def _make(job: Job, folder: Path, progress: Progress, now: datetime) -> Path:
    """Raises Refused for a meeting that the person may not see, or no longer."""
    seen = meetings_of(job.asked_by, on=day_of(now)).filter(pk=job.words["meeting"])
    meeting = seen.first()
    if meeting is None:
        raise Refused(_("There is no such meeting, or you may not see it."), code="unknown")
    check_reader(meeting, by=job.asked_by, now=now)
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
