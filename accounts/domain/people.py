"""Accounts: made, changed, blocked. Nobody but their person ever knows a password."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers, check_keeps, kept, somebody_stays
from accounts.domain.roles import grant_role
from accounts.domain.writing import written_by
from accounts.enums import Role
from accounts.models import ApiToken, Organisation, User
from accounts.queries.people import username_taken
from tracker.lib.refused import Refused


def add_person(
    *,
    by: User,
    now: datetime,
    username: str,
    full_name: str,
    email: str,
    language: str,
    organisation: Organisation,
    role: Role,
    from_day: date,
) -> User:
    """A person with a first role, and without a password: see `send_link`.

    Raises PermissionDenied for an organisation that `by` does not look after, Refused for a user
    name that is taken and as `grant_role` does.
    """
    with written_by(by):
        check_administers(organisation, by=by, now=now)
        if username_taken(username):
            raise Refused(
                _("Somebody signs in by this name already."), code="taken", field="username"
            )
        person = User(username=username, full_name=full_name, email=email, language=language)
        person.set_unusable_password()
        person.save()
        grant_role(person, by=by, now=now, organisation=organisation, role=role, from_day=from_day)
    return person


def change_person(
    person: User, *, by: User, now: datetime, full_name: str, email: str, language: str
) -> User:
    """Another name, address or language. Raises PermissionDenied, see `check_keeps`."""
    with kept(person, by=by, now=now) as found:
        found.full_name, found.email, found.language = full_name, email, language
        found.save(update_fields=["full_name", "email", "language"])
    return found


def block_person(person: User, *, by: User, now: datetime) -> User:
    """From now on `person` can neither sign in nor use a token, and counts as in no post.

    Raises PermissionDenied; Refused for oneself and for the last administrator.
    """
    with kept(person, by=by, now=now) as found, somebody_stays(now=now):
        if found.pk == by.pk:
            raise Refused(_("You cannot block yourself."), code="oneself")
        found.is_active = False
        found.save(update_fields=["is_active"])
    return found


def unblock_person(person: User, *, by: User, now: datetime) -> User:
    """`person` can sign in again, with the roles that are not over. Raises PermissionDenied."""
    with kept(person, by=by, now=now) as found:
        found.is_active = True
        found.save(update_fields=["is_active"])
    return found


def revoke_token(token: ApiToken, *, by: User, now: datetime) -> None:
    """Whoever has this token gets no answer any more. Raises PermissionDenied."""
    with written_by(by):
        check_keeps(token.user, by=by, now=now)
        ApiToken.objects.filter(pk=token.pk).delete()
