"""What the commands that print a report have in common."""

import json
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django import forms
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.enums import Slice
from tasks.enums import DeadlineBasis, Knowledge, Organised
from tracker.clock import is_demo, now
from tracker.lib.exporting.as_csv import csv_of
from tracker.lib.exporting.table import Table


class Printable(Protocol):
    """A report, as JSON."""

    def as_data(self) -> dict[str, object]: ...


class ReportCommand(BaseCommand):
    """Asks through `ask` what the options named in `asked` say, and prints the answer."""

    asked: ClassVar[tuple[str, ...]]

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[forms.Form, Any]:
        """The form that was asked through, and the report; None where the form says why not."""
        raise NotImplementedError

    def table(self, report: Any) -> Table:
        """The report as it is written as csv."""
        raise NotImplementedError

    def as_csv(self, report: Any, *, demo: bool) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        return "".join(csv_of(self.table(report), demo=demo, language=language))

    def as_text(self, report: Any, *, demo: bool) -> str:
        raise NotImplementedError

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
            words = {name: options[name] for name in self.asked if options[name]}
            form, report = self.ask(words, now())
            if report is None:
                raise CommandError(_faults(form))
            self._print(report, options["format"], demo=is_demo())

    def _print(self, report: Printable, form: str, *, demo: bool) -> None:
        if form == "json":
            # The shape of the JSON is that of the API, so the notice goes beside it.
            if demo:
                self.stderr.write(_("illustrative data, not official figures"))
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False, indent=2))
        elif form == "csv":
            self.stdout.write(self.as_csv(report, demo=demo), ending="")
        else:
            self.stdout.write(self.as_text(report, demo=demo))


def _faults(form: forms.Form) -> str:
    """One line for each thing that cannot be asked like that."""
    faults = form.errors.get_json_data().items()
    return "\n".join(f"--{name.replace('_', '-')}: {said[0]['message']}" for name, said in faults)
