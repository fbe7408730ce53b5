from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from reports.domain.packs import meeting_pack, pack
from reports.interfaces.asking.rates import QuestionForm
from reports.interfaces.pack.files import WRITERS, name_of, written
from reports.models import Meeting
from reports.rules.pack.contents import Pack
from tasks.enums import Knowledge
from tracker.clock import day_of, is_demo, now
from tracker.lib.refused import Refused

ASKED = ("as_of", "knowledge", "programme", "organisation")


class Command(BaseCommand):
    help = (
        "Write the pack of a meeting: a Word document, a PDF and a workbook. Without a meeting,"
        " the same about any day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", nargs="?", type=int, metavar="MEETING", help="its number")
        parser.add_argument(
            "--as-of", metavar="YYYY-MM-DD", help="without a meeting: by default today"
        )
        parser.add_argument("--knowledge", choices=Knowledge.values)
        parser.add_argument("--programme", metavar="CODE")
        parser.add_argument("--organisation", metavar="CODE")
        parser.add_argument("--title", help="without a meeting: what the report is about")
        parser.add_argument("--format", nargs="+", choices=[*WRITERS], default=[*WRITERS])
        parser.add_argument("--language", choices=["vi", "en"], default=settings.LANGUAGE_CODE)
        parser.add_argument("--to", type=Path, default=Path(), metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            made = _pack(options, now())
            folder: Path = options["to"]
            folder.mkdir(parents=True, exist_ok=True)
            files = written(
                made, folder, name=name_of(made), demo=is_demo(), only=options["format"]
            )
            for path in files:
                self.stdout.write(str(path))


def _pack(options: dict[str, Any], moment: datetime) -> Pack:
    """Raises CommandError for a meeting that is not there or not held, and for a false question."""
    if options["meeting"] is None:
        return _about_a_day(options, moment)
    meeting = Meeting.objects.filter(pk=options["meeting"]).first()
    if meeting is None:
        raise CommandError("there is no such meeting")
    try:
        return meeting_pack(meeting, now=moment)
    except Refused as no:
        raise CommandError(no.message) from no


def _about_a_day(options: dict[str, Any], moment: datetime) -> Pack:
    form = QuestionForm(
        {name: options[name] for name in ASKED if options[name]}, today=day_of(moment)
    )
    if not form.is_valid():
        raise CommandError("\n".join(f"{name}: {said[0]}" for name, said in form.errors.items()))
    asked = {name: form.cleaned_data[name] for name in ASKED}
    title = options["title"] or _("Progress of assigned tasks")
    try:
        return pack(now=moment, title=title, **asked)
    except Refused as no:
        raise CommandError(no.message) from no
