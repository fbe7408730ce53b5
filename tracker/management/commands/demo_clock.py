from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from tracker import clock


class Command(BaseCommand):
    help = (
        "What a demo's clock says, in Hanoi time; with --to it is moved forward first, for all "
        "processes at once. What falls due leaves with the sweeps that run beside it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=clock.moment,
            metavar="ISO",
            help="the moment, as 2025-12-08T07:00 (Hanoi time unless it says)",
        )

    def handle(self, *args: Any, **options: Any) -> str:
        if not clock.is_demo():
            raise CommandError("only a demo has a clock of its own, and this database is none")
        if (to := options["to"]) is not None:
            try:
                clock.advance(to)
            except DatabaseError as error:
                raise CommandError(str(error).partition("\n")[0]) from error
        return clock.now().isoformat(timespec="seconds")
