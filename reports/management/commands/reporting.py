from datetime import datetime
from typing import Any

from reports.domain.reporting import reporting_on
from reports.interfaces.asking.rates import QuestionForm
from reports.interfaces.exports.rates import reporting_table
from reports.interfaces.plain.reporting import text_of
from reports.interfaces.wording.rates import rests_on
from reports.management.commands.rates import Command as Rates
from reports.queries.sealed import newest_seal
from reports.rules.statement import Made
from tracker.clock import now
from tracker.lib.exporting.table import Table


class Command(Rates):
    help = "Print how regular tasks were reported on, as of any day, with the formula."

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[QuestionForm, Any]:
        """The same question."""
        form, report = super().ask(words, moment)
        return form, reporting_on(report.question, made=report.made) if report else None

    def table(self, report: Any) -> Table:
        return reporting_table(report, lambda: rests_on(Made(now(), None, newest_seal())))

    def as_text(self, report: Any, *, demo: bool) -> str:
        return text_of(report, demo=demo)
