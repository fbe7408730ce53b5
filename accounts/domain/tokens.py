"""API tokens: made once, shown once, kept as a digest."""

import hashlib
import secrets

from accounts.models import ApiToken, User


def issue_token(user: User) -> str:
    """A new API token of `user`; the returned secret cannot be shown again."""
    secret = secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, digest=_digest(secret))
    return secret


def owner_of(secret: str) -> User | None:
    """The active user whose token this is, or None."""
    tokens = ApiToken.objects.select_related("user").filter(user__is_active=True)
    token = tokens.filter(digest=_digest(secret)).first()
    return token.user if token else None


def _digest(secret: str) -> str:
    """SHA-256 is enough: the secret has 256 random bits, there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
