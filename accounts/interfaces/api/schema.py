"""How the ways to sign in are described in the schema."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class BearerToken(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.interfaces.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, _schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "As printed by `manage.py token USERNAME`.",
        }


class Session(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.interfaces.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, _schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Whoever has signed in on the pages; writing needs X-CSRFToken too.",
        }
