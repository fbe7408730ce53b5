from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tasks.queries.ledger import one_moment
from tasks.queries.ledger_faults import Checked, faults
from tasks.rules.ledger import Fault
from tasks.rules.seals import Sealed, written

SHOWN = 20


class Command(BaseCommand):
    help = "Compute every digest of the history anew; says what was changed, and fails if any was."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seals", type=Path, metavar="FILE", help="what `manage.py seals` printed earlier"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        copy = _read(options["seals"]) if options["seals"] else []
        checked = Checked()
        with one_moment():
            found = list(faults(checked, copy=copy))
        if found:
            raise CommandError(_named(found))
        self.stdout.write(
            f"The history is whole: {checked.events} events of {checked.tasks} tasks; "
            f"{checked.seals} seals cover {checked.sealed} of them"
            + (f"; {len(copy)} seals of the file agree" if copy else "")
        )


def _named(found: list[Fault]) -> str:
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return "\n".join([*map(str, found[:SHOWN]), *more])


def _read(path: Path) -> list[Sealed]:
    try:
        return written(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error
