import logging
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from notifications.domain.watch import Watcher
from tracker.clock import real_now

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Watch from outside whether reminders are delivered, and mail administrators when they "
        "are not. Runs until it is stopped; exactly one is enough."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=30, help="seconds between two looks")
        parser.add_argument("--once", action="store_true", help="look once, and print what is told")

    def handle(self, *args: Any, **options: Any) -> None:
        watcher = Watcher(settings.HOME / "watcher.json")
        while True:
            for alarm in watcher.look(now=real_now()):
                self.stdout.write(f"told: {alarm.kind.value}: {'; '.join(alarm.details)}")
            connection.close()
            if options["once"]:
                return
            time.sleep(options["every"])
