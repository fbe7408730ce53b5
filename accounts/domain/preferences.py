"""What people choose for themselves."""

from accounts.domain.writing import written_by
from accounts.models import User


def choose_language(*, by: User, language: str) -> User:
    """From now on `by` reads pages and mails in `language`, one of the site's."""
    by.language = language
    with written_by(by):
        by.save(update_fields=["language"])
    return by
