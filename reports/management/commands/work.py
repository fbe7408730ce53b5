import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from reports.enums import Slice
from reports.interfaces.asking_work import WorkForm, work_answer
from reports.interfaces.export_work import csv_of
from reports.interfaces.plain_work import text_of
from reports.rules.work import WorkReport
from tasks.enums import DeadlineBasis, Knowledge, Organised
from tracker.clock import day_of, is_demo, now

ASKED = (
    *("as_of", "knowledge", "deadline", "organised", "by"),
    *("programme", "instrument", "organisation"),
)


class Command(BaseCommand):
    help = "Print ageing, risks, time to completion, extensions, returns and reviews of any day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="by default today")
        parser.add_argument("--knowledge", choices=Knowledge.values)
        parser.add_argument("--deadline", choices=DeadlineBasis.values)
        parser.add_argument("--organised", choices=Organised.values)
        parser.add_argument("--programme", metavar="CODE")
        parser.add_argument("--instrument", metavar="NUMBER")
        parser.add_argument("--organisation", metavar="CODE")
        parser.add_argument("--by", choices=Slice.values)
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
        parser.add_argument("--language", choices=["vi", "en"], default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            report = _report({name: options[name] for name in ASKED if options[name]})
            self._print(report, options["format"], demo=is_demo())

    def _print(self, report: WorkReport, form: str, *, demo: bool) -> None:
        if form == "json":
            # The shape of the JSON is that of the API, so the notice goes beside it.
            if demo:
                self.stderr.write(_("illustrative data, not official figures"))
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False, indent=2))
        elif form == "csv":
            self.stdout.write(csv_of(report, demo=demo), ending="")
        else:
            self.stdout.write(text_of(report, demo=demo))


def _report(asked: dict[str, str]) -> WorkReport:
    """Raises CommandError, one line for each thing that cannot be asked like that."""
    moment = now()
    form = WorkForm(asked, today=day_of(moment))
    report = work_answer(form, now=moment)
    if report is None:
        faults = form.errors.get_json_data().items()
        raise CommandError(
            "\n".join(f"--{name.replace('_', '-')}: {said[0]['message']}" for name, said in faults)
        )
    return report
