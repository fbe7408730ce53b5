from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from seeds.load import load
from tracker.clock import HANOI


class Command(BaseCommand):
    help = (
        "Load organisations and instruments and, in a demo (DEMO, or --demo), its people and"
        " tasks. Loading again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo",
            action=BooleanOptionalAction,
            default=settings.DEMO,
            help="load the demo's people and tasks too (by default as DEMO says)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        start = settings.DEMO_START
        loaded = load(
            demo=options["demo"], start=start if start.tzinfo else start.replace(tzinfo=HANOI)
        )
        self.stdout.write(
            f"Loaded {loaded.organisations} organisations, {loaded.instruments} instruments,"
            f" {loaded.people} people, {loaded.tasks} tasks, {loaded.acts} acts"
        )
