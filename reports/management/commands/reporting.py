import json

from django.utils.translation import gettext as _

from reports.domain.reporting import reporting_on
from reports.interfaces.plain_reporting import text_of
from reports.management.commands.rates import Command as Rates
from reports.rules.report import Report


class Command(Rates):
    help = "Print how regular tasks were reported on, as of any day, with the formula."

    def _print(self, report: Report, form: str, *, demo: bool) -> None:
        """Of the same question; as text unless JSON is asked for."""
        answer = reporting_on(report.question)
        if form != "json":
            self.stdout.write(text_of(answer, demo=demo))
            return
        if demo:
            self.stderr.write(_("illustrative data, not official figures"))
        self.stdout.write(json.dumps(answer.as_data(), ensure_ascii=False, indent=2))
