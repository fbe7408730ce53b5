from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.tokens import issue_token
from accounts.models import User


class Command(BaseCommand):
    help = "Print a new API token of a user. It is shown this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> str:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"there is no active user {username!r}")
        return issue_token(user)
