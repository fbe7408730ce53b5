from datetime import datetime

from reports.interfaces.asking.work import WorkForm, work_answer
from reports.interfaces.commanding import ReportCommand
from reports.interfaces.exports.work_csv import csv_of
from reports.interfaces.plain.work import text_of
from reports.rules.work.report import WorkReport
from tracker.clock import day_of


class Command(ReportCommand):
    help = "Print ageing, risks, time to completion, extensions, returns and reviews of any day."
    asked = (
        *("as_of", "knowledge", "deadline", "organised", "by"),
        *("programme", "instrument", "organisation"),
    )

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[WorkForm, WorkReport | None]:
        form = WorkForm(words, today=day_of(moment))
        return form, work_answer(form, now=moment)

    def as_csv(self, report: WorkReport, *, demo: bool) -> str:
        return csv_of(report, demo=demo)

    def as_text(self, report: WorkReport, *, demo: bool) -> str:
        return text_of(report, demo=demo)
