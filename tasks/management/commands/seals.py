from typing import Any

from django.core.management.base import BaseCommand

from tasks.queries.ledger import seals
from tasks.rules.seals import as_text


class Command(BaseCommand):
    help = "Print all seals of the history, to be kept where nobody can change them."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_text(seals()), ending="")
