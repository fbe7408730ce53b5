"""Loading the demo's fictional people and the roles they hold."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from seeds.story.plans import Person
from seeds.story.tables import by_key


def load_people(people: Iterable[Person]) -> dict[str, User]:
    """Make the accounts and memberships; returns the users by username.

    All share the documented password, hashed once.
    """
    people = list(people)
    password = make_password(by_key("story", "key")["password"]["value"])
    users = User.objects.bulk_create(_user(person, password) for person in people)
    ids = dict(Organisation.objects.values_list("code", "pk"))
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation_id=ids[person.organisation],
            role=person.role,
            from_day=person.from_day,
            until_day=person.until_day,
        )
        for person, user in zip(people, users, strict=True)
    )
    return {user.username: user for user in users}


def _user(person: Person, password: str) -> User:
    administers = person.role == Role.ADMINISTRATOR
    return User(
        username=person.username,
        full_name=person.full_name,
        email=person.email,
        language=person.language,
        password=password,
        is_staff=administers,
        is_superuser=administers,
    )
