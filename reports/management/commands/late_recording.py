import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from reports.interfaces.asking.late import PeriodForm, late_answer
from reports.interfaces.plain.late import text_of
from tracker.clock import is_demo, now

ASKED = ("from_day", "to_day", "programme", "organisation")


class Command(BaseCommand):
    help = "Print how late facts were recorded in a period, and how far that moved the figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from-day", metavar="YYYY-MM-DD", help="by default 30 days before")
        parser.add_argument("--to-day", metavar="YYYY-MM-DD", help="by default today")
        parser.add_argument("--programme", metavar="CODE")
        parser.add_argument("--organisation", metavar="CODE")
        parser.add_argument("--format", choices=["table", "json"], default="table")
        parser.add_argument("--language", choices=["vi", "en"], default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            form = PeriodForm({name: options[name] for name in ASKED if options[name]})
            report, demo = late_answer(form, now=now()), is_demo()
            if report is None:
                raise CommandError("\n".join(_faults(form)))
            if options["format"] == "table":
                self.stdout.write(text_of(report, demo=demo))
                return
            if demo:
                self.stderr.write(_("illustrative data, not official figures"))
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False, indent=2))


def _faults(form: PeriodForm) -> list[str]:
    faults = form.errors.get_json_data().items()
    return [f"--{name.replace('_', '-')}: {said[0]['message']}" for name, said in faults]
