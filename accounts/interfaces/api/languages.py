"""The language of an answer: the one the request names, else the reader's own."""

from django.utils import translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.request import Request

from accounts.models import User


def speak(request: Request, user: User) -> None:
    """Answer `user` in the first language of Accept-Language that we have, or in theirs."""
    translation.activate(_asked(request.headers.get("Accept-Language", "")) or user.language)


def _asked(header: str) -> str | None:
    for code, _weight in parse_accept_lang_header(header.lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None
