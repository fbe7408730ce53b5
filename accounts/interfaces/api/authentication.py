"""Who is asking: a bearer token (RFC 6750), or the session of the pages with its CSRF token."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.authentication import SessionAuthentication as BaseSessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.domain.tokens import owner_of
from accounts.interfaces.api.languages import speak
from accounts.interfaces.api.throttling import check_patience, lose_patience
from accounts.models import User


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer TOKEN`, TOKEN as printed by `manage.py token USERNAME`."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        if not _bears_token(request):
            return None
        check_patience(request)
        secret = get_authorization_header(request).partition(b" ")[2].strip()
        user = owner_of(secret.decode("latin-1"))
        if user is None:
            lose_patience(request)
            raise AuthenticationFailed(_("This API token is unknown or no longer valid."))
        speak(request, user)
        return user, None

    def authenticate_header(self, request: Request) -> str:
        fault = ', error="invalid_token"' if _bears_token(request) else ""
        return f'Bearer realm="api"{fault}'


class SessionAuthentication(BaseSessionAuthentication):
    """Who has signed in on the pages. Anything but reading needs the header X-CSRFToken."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        user = request._request.user  # noqa: SLF001 (as the parent does)
        if isinstance(user, User):
            speak(request, user)  # before the parent can refuse
        signed_in: tuple[Any, None] | None = super().authenticate(request)
        return signed_in

    def enforce_csrf(self, request: HttpRequest | Request) -> None:
        """As the parent does, but says so in the reader's language."""
        try:
            super().enforce_csrf(request)  # type: ignore[arg-type]
        except PermissionDenied as refusal:
            raise PermissionDenied(
                _("The CSRF token is missing or wrong."), code="csrf_failed"
            ) from refusal


def _bears_token(request: Request) -> bool:
    scheme = get_authorization_header(request).partition(b" ")[0]
    return scheme.lower() == b"bearer"
