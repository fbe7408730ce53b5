from datetime import datetime

from reports.interfaces.asking.work import WorkForm, work_answer
from reports.interfaces.commanding import ReportCommand
from reports.interfaces.exports.work import table_of
from reports.interfaces.plain.work import text_of
from reports.rules.work.report import WorkReport
from tracker.clock import day_of
from tracker.lib.exporting.table import Table


class Command(ReportCommand):
    help = "Print ageing, risks, time to completion, extensions, returns and reviews of any day."
    asked = (
        *("as_of", "knowledge", "deadline", "organised", "by"),
        *("programme", "instrument", "organisation"),
    )

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[WorkForm, WorkReport | None]:
        form = WorkForm(words, today=day_of(moment))
        return form, work_answer(form, now=moment)

    def table(self, report: WorkReport) -> Table:
        return table_of(report)

    def as_text(self, report: WorkReport, *, demo: bool) -> str:
        return text_of(report, demo=demo)
