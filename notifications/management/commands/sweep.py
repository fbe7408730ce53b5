import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from notifications import domain
from tracker import clock


class Command(BaseCommand):
    help = (
        "One pass by hand: plan every notice that is due, write the messages and send them. "
        'Prints {"planned", "messages", "failed"} as JSON.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--now",
            type=clock.moment,
            metavar="ISO",
            help="move the demo's clock forward to this moment first (Hanoi time unless it says)",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="only count what would go out, with --now at that moment; changes nothing",
        )

    def handle(self, *args: Any, **options: Any) -> str:
        to, dry = options["now"], options["dry_run"]
        if to is not None:
            _check_ahead(to)
            if not dry:
                _advance(to)
        run = domain.preview if dry else domain.sweep
        return json.dumps(asdict(run(now=to or clock.now())))


def _check_ahead(to: datetime) -> None:
    if not clock.is_demo():
        raise CommandError("--now moves a demo's clock, and this database is no demo")
    if to < (now := clock.now()):
        raise CommandError(
            f"--now cannot move the clock back: it is {now.isoformat(timespec='seconds')} already"
        )


def _advance(to: datetime) -> None:
    try:
        clock.advance(to)
    except DatabaseError as error:
        raise CommandError(str(error).partition("\n")[0]) from error
