"""Bearer tokens for the API (RFC 6750)."""

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.domain.tokens import owner_of
from accounts.models import User


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer TOKEN`, TOKEN as printed by `manage.py token USERNAME`."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        user = owner_of(secret.strip().decode("latin-1"))
        if user is None:
            raise AuthenticationFailed(_("This API token is unknown or no longer valid."))
        return user, None

    def authenticate_header(self, _request: Request) -> str:
        return "Bearer"
