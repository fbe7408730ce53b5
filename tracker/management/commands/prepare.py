from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from tracker.grants import grant_application
from tracker.lib.migrating import drawn_once


class Command(BaseCommand):
    help = (
        "Bring the database up to date: the owner migrates and grants the application its rights."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        application = settings.DATABASES["default"]["USER"]
        if application == settings.DATABASES["owner"]["USER"]:
            raise CommandError(
                "DATABASE_URL and MIGRATE_DATABASE_URL name the same role; "
                "the application must not own its history"
            )
        with drawn_once():
            call_command("migrate", database="owner", interactive=False, verbosity=0)
        grant_application(application)
