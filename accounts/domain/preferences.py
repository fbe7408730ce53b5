"""What people choose for themselves."""

from accounts.models import User


def choose_language(*, by: User, language: str) -> User:
    """From now on `by` reads pages and mails in `language`, one of the site's."""
    by.language = language
    by.save(update_fields=["language"])
    return by
