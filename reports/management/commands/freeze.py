from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from reports.domain.meetings import freeze
from reports.models import Meeting
from tracker.clock import now
from tracker.lib.refused import Refused


class Command(BaseCommand):
    help = "Freeze what is put before a meeting, in the name of a secretary of its programme."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", type=int, metavar="MEETING", help="its number")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the secretary")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = _found(Meeting.objects.filter(pk=options["meeting"]), "meeting")
        by = _found(User.objects.filter(username=options["by"], is_active=True), "user")
        try:
            snapshot = freeze(meeting, by=by, now=now())
        except Refused as no:
            raise CommandError(no.message) from no
        except PermissionDenied as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{meeting.pk}: SHA-256 {snapshot.sha256}")


def _found(queryset: Any, what: str) -> Any:
    found = queryset.first()
    if found is None:
        raise CommandError(f"there is no such {what}")
    return found
