from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from reports.domain.roll_up import roll_up
from reports.queries.rates.rolling import count_again
from tracker.clock import now


class Command(BaseCommand):
    help = "Count the days that have ended since the last count, as Celery does by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="count this day anew; only the owner of the database may",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            self.stdout.write(f"{count_again(options['again'])} rows of {options['again']}")
            return
        days = roll_up(now=now())
        self.stdout.write(f"{len(days)} days" + (f", {days[0]} to {days[-1]}" if days else ""))
