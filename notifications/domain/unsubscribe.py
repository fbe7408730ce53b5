"""The link of a mail by which its reader switches reminders off, without signing in.

It holds who, and proves that we have made it. It can do no more than that, so it stays good: a
mail of last year must be as easy to be rid of as one of today.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User


def _signer() -> Signer:
    return Signer(sep=".", salt="notifications.unsubscribe")


def unsubscribe_url(reader: User) -> str:
    """The address of the page and of the one click, for `reader` alone."""
    token = _signer().sign(str(reader.pk))
    return str(settings.PUBLIC_URL) + reverse("unsubscribe", args=[token])


def reader_of_token(token: str) -> User | None:
    """Whose link this is; None if we have not made it."""
    try:
        return User.objects.filter(pk=int(_signer().unsign(token))).first()
    except (BadSignature, ValueError):
        return None


def unsubscribe_headers(reader: User) -> dict[str, str]:
    """How a mail program can offer it: RFC 2369, and where there is https, one click (RFC 8058)."""
    url = unsubscribe_url(reader)
    offered = {"List-Unsubscribe": f"<{url}>"}
    if url.startswith("https://"):
        offered["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return offered
