from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations of every app. Needs no gettext tools on the machine."

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sorted(settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                compile_catalogue(source, target)


def compile_catalogue(source: Path, target: Path) -> None:
    """Write the .mo of a .po in one step, so that a reader never sees half of it."""
    with source.open("rb") as text:
        catalogue = read_po(text)
    fresh = target.with_suffix(".mo.new")
    with fresh.open("wb") as binary:
        write_mo(binary, catalogue)
    fresh.replace(target)
