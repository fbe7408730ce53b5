from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tasks.models import Evidence
from tasks.queries.evidence import altered


class Command(BaseCommand):
    help = "Check that every file of evidence is stored as it was submitted. Exits 1 when not."

    def handle(self, *args: Any, **options: Any) -> str:
        bad = 0
        for one in altered():
            task = one.submission.task.code
            self.stderr.write(f"{task}: “{one.name}” is missing or has changed ({one.sha256})")
            bad += 1
        if bad:
            raise CommandError(f"{bad} of {Evidence.objects.count()} files are not as submitted")
        return f"{Evidence.objects.count()} files are as they were submitted"
