from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.models import Meeting, Snapshot
from reports.queries.meetings.verifying import verify
from reports.rules.meetings.verifying import Verified

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Compute what was frozen for meetings anew, from the history alone, and compare byte for"
        " byte. Says which task or figure differs, and fails if any does."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "meetings", nargs="*", type=int, metavar="MEETING", help="numbers; by default all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for number in _chosen(options["meetings"]):
            snapshot = Snapshot.objects.select_related("meeting").get(pk=number)
            found = verify(snapshot)
            failed += not found.holds
            self._tell(snapshot, found)
        if failed:
            raise CommandError(f"{failed} frozen documents are not what the history says")

    def _tell(self, snapshot: Snapshot, found: Verified) -> None:
        meeting = snapshot.meeting
        where = f"Meeting {meeting.pk}, {meeting.cut_off}, {meeting.name}"
        if found.holds:
            self.stdout.write(f"{where}: holds, {found.tasks} tasks, SHA-256 {snapshot.sha256}")
        for fault in found.faults[:SHOWN]:
            self.stderr.write(f"{where}: {fault}")
        if found.count > SHOWN:
            self.stderr.write(f"{where}: and {found.count - SHOWN} more")
        if found.notes:
            self.stdout.write(f"{where}: called otherwise today: {', '.join(found.notes)}")


def _chosen(numbers: list[int]) -> list[int]:
    frozen = list(Snapshot.objects.order_by("frozen_at", "pk").values_list("pk", flat=True))
    if not numbers:
        return frozen
    missing = set(numbers) - set(Meeting.objects.values_list("pk", flat=True))
    if missing:
        raise CommandError(f"there is no meeting {', '.join(map(str, sorted(missing)))}")
    unfrozen = set(numbers) - set(frozen)
    if unfrozen:
        raise CommandError(f"not frozen yet: meeting {', '.join(map(str, sorted(unfrozen)))}")
    return [number for number in frozen if number in numbers]
