from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.domain.recount import rebuild, recount
from tracker.clock import now


class Command(BaseCommand):
    help = "Count the figures of today and of two past days from scratch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="make the tally anew from the tasks first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"The tally has {rebuild()} entries now.")
        found = recount(now=now())
        for each in found:
            self.stderr.write(str(each))
        if found:
            raise CommandError(f"The figures differ from the tasks in {len(found)} sums.")
        self.stdout.write("The figures are right.")
