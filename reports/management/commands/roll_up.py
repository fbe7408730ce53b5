from typing import Any

from django.core.management.base import BaseCommand

from reports.domain.roll_up import roll_up
from tracker.clock import now


class Command(BaseCommand):
    help = "Count the days that have ended since the last count, as Celery does by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        days = roll_up(now=now())
        self.stdout.write(f"{len(days)} days" + (f", {days[0]} to {days[-1]}" if days else ""))
