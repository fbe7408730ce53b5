"""The API as a client of it sees it: signed in by token, JSON in and out."""

from rest_framework.test import APIClient

from accounts.domain.tokens import issue_token
from accounts.models import User

V1 = "/api/v1"


def as_(user: User | None, **headers: str) -> APIClient:
    """A client signed in as `user` with a token, or nobody's."""
    client = APIClient(headers=headers)
    if user is not None:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {issue_token(user)}")
    return client
