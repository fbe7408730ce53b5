"""The harness is honest: tests run with the rights the application has, not the owner's."""

import pytest
from django.db import ProgrammingError, connection

pytestmark = pytest.mark.django_db


def test_the_role_is_the_applications() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        role = cursor.fetchone()
    assert role == (connection.settings_dict["USER"], False)


def test_it_may_not_truncate() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("TRUNCATE django_session")
