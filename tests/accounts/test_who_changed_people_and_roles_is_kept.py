"""The database notes each change of people, roles, tokens and organisations, whoever makes it."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.domain.tokens import issue_token
from accounts.domain.writing import written_by
from accounts.enums import About, Role
from accounts.models import Change, User
from tests.factories import LONG_AGO, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.shared


def latest() -> Change:
    return Change.objects.order_by("-pk")[0]


def test_under_the_name_of_who_did_it(shared_database: None) -> None:
    by = UserFactory.create()
    with written_by(by):
        held = MembershipFactory.create(role=Role.HEAD)
    found = latest()
    assert (found.about, found.row_id, found.by) == (About.ROLE, held.pk, by)
    assert (found.person, found.organisation) == (held.user, held.organisation)
    assert (found.was, found.became) == (
        None,
        {"role": "head", "from_day": LONG_AGO.isoformat(), "until_day": None},
    )
    held.delete()
    assert (latest().was, latest().became, latest().by) == (found.became, None, None)


def test_in_plain_sql_too(shared_database: None) -> None:
    person = UserFactory.create(email="truoc@example.vn")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = '' WHERE id = %s", [person.pk])
    was, became = latest().was or {}, latest().became or {}
    assert (was["email"], became["email"]) == ("truoc@example.vn", "")


def test_never_with_a_password(shared_database: None) -> None:
    person = UserFactory.create()
    person.set_password("mat-khau-bi-mat")
    person.save()
    issue_token(person)
    told = " ".join(map(str, Change.objects.values_list("was", "became")))
    assert latest().about == About.TOKEN
    assert person.password not in told


def test_not_when_nothing_of_it_changes(shared_database: None) -> None:
    person, organisation = UserFactory.create(), OrganisationFactory.create()
    before = Change.objects.count()
    User.objects.filter(pk=person.pk).update(last_login="2025-11-17T00:00Z")
    organisation.save()
    assert Change.objects.count() == before


@pytest.mark.parametrize("sql", ["DELETE FROM {}", "UPDATE {} SET by_id = NULL", "INSERT INTO {}"])
def test_and_the_application_cannot_write_it(shared_database: None, sql: str) -> None:
    sql = sql.format("accounts_change") + (" DEFAULT VALUES" if "INSERT" in sql else "")
    with (
        pytest.raises(ProgrammingError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
