from datetime import datetime
from typing import Any

from django.core.management.base import CommandParser

from reports.enums import Slice
from reports.interfaces.asking.rates import KEYED, QuestionForm, answer
from reports.interfaces.commanding import ReportCommand
from reports.interfaces.exports.rates import table_of
from reports.interfaces.plain.rates import text_of
from reports.rules.measures import BY_CODE
from tasks.enums import Participation
from tracker.clock import day_of
from tracker.lib.exporting.table import Table


class Command(ReportCommand):
    help = "Print the standings and every measure, as of any day, with the formula of each."
    asked = (
        *("as_of", "knowledge", "deadline", "organised", "participation", "by"),
        *("programme", "instrument", "organisation", "subtree"),
        *("across", "rank", "least", "since", *KEYED),
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--participation", choices=Participation.values)
        parser.add_argument("--subtree", choices=["yes"], help="count organisations with all below")
        for each in KEYED:
            parser.add_argument(f"--{each}", metavar="KEY", help="that of a row of this slice")
        parser.add_argument("--across", choices=Slice.values, help="cross --by with a second one")
        parser.add_argument("--rank", choices=list(BY_CODE), help="rank organisations by this")
        parser.add_argument("--least", metavar="N", help="rank from so many due tasks, default 5")
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="the change since that day")

    def ask(self, words: dict[str, str], moment: datetime) -> tuple[QuestionForm, Any]:
        form = QuestionForm(words, today=day_of(moment))
        return form, answer(form, now=moment)

    def table(self, report: Any) -> Table:
        return table_of(report)

    def as_text(self, report: Any, *, demo: bool) -> str:
        return text_of(report, demo=demo)
