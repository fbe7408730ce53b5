import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from reports.enums import Slice
from reports.interfaces.asking import KEYED, QuestionForm, answer
from reports.interfaces.export import csv_of
from reports.interfaces.plain import text_of
from reports.rules.measures import BY_CODE
from reports.rules.report import Report
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tracker.clock import day_of, is_demo, now

ASKED = (
    *("as_of", "knowledge", "deadline", "organised", "participation", "by"),
    *("programme", "instrument", "organisation", "subtree"),
    *("across", "rank", "least", "since", *KEYED),
)


class Command(BaseCommand):
    help = "Print the standings and every measure, as of any day, with the formula of each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="by default today")
        parser.add_argument("--knowledge", choices=Knowledge.values)
        parser.add_argument("--deadline", choices=DeadlineBasis.values)
        parser.add_argument("--organised", choices=Organised.values)
        parser.add_argument("--participation", choices=Participation.values)
        parser.add_argument("--programme", metavar="CODE")
        parser.add_argument("--instrument", metavar="NUMBER")
        parser.add_argument("--organisation", metavar="CODE")
        parser.add_argument("--subtree", choices=["yes"], help="count organisations with all below")
        for each in KEYED:
            parser.add_argument(f"--{each}", metavar="KEY", help="that of a row of this slice")
        parser.add_argument("--by", choices=Slice.values)
        parser.add_argument("--across", choices=Slice.values, help="cross --by with a second one")
        parser.add_argument("--rank", choices=list(BY_CODE), help="rank organisations by this")
        parser.add_argument("--least", metavar="N", help="rank from so many due tasks, default 5")
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="the change since that day")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
        parser.add_argument("--language", choices=["vi", "en"], default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            report = _report({name: options[name] for name in ASKED if options[name]})
            self._print(report, options["format"], demo=is_demo())

    def _print(self, report: Report, form: str, *, demo: bool) -> None:
        if form == "json":
            # The shape of the JSON is that of the API, so the notice goes beside it.
            if demo:
                self.stderr.write(_("illustrative data, not official figures"))
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False, indent=2))
        elif form == "csv":
            self.stdout.write(csv_of(report, demo=demo), ending="")
        else:
            self.stdout.write(text_of(report, demo=demo))


def _report(asked: dict[str, str]) -> Report:
    """Raises CommandError, one line for each thing that cannot be asked like that."""
    moment = now()
    form = QuestionForm(asked, today=day_of(moment))
    report = answer(form, now=moment)
    if report is None:
        faults = form.errors.get_json_data().items()
        raise CommandError(
            "\n".join(f"--{name.replace('_', '-')}: {said[0]['message']}" for name, said in faults)
        )
    return report
