from datetime import datetime
from typing import Any

from reports.domain.reporting import reporting_on
from reports.interfaces.asking.rates import QuestionForm
from reports.interfaces.plain.reporting import text_of
from reports.management.commands.rates import Command as Rates


class Command(Rates):
    help = "Print how regular tasks were reported on, as of any day, with the formula."

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[QuestionForm, Any]:
        """The same question."""
        form, report = super().ask(words, moment)
        return form, reporting_on(report.question) if report else None

    def as_csv(self, report: Any, *, demo: bool) -> str:
        """There is none: as text."""
        return f"{self.as_text(report, demo=demo)}\n"

    def as_text(self, report: Any, *, demo: bool) -> str:
        return text_of(report, demo=demo)
