"""People and their roles, for those who look after them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader
from accounts.models import Organisation, User
from accounts.queries.administering import scope_of
from accounts.queries.people import STATES, people_listed
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import Column, Export, Table, Words, moment, of_queryset, text


class PeopleQuery(Query):
    """Whom; all that the reader looks after unless narrowed."""

    text = serializers.CharField(required=False, allow_blank=True, max_length=200)
    organisation = Named(Organisation.objects, by="code", required=False, help_text="Code.")
    role = serializers.ChoiceField(choices=Role.choices, required=False)
    state = serializers.ChoiceField(choices=[*STATES, "no_role"], required=False)


def people(reader: Reader, words: Words) -> Table:
    """Raises PermissionDenied for whoever looks after nobody, as the page does."""
    scope = scope_of(reader.user, on=reader.today)
    columns = [
        text(_("Name"), "full_name"),
        text(_("User name"), "username"),
        text(_("Email address"), "email"),
        Column(_("Roles today"), lambda person: "; ".join(_roles(person))),
        moment(_("Last sign-in"), "last_login"),
        Column(_("Blocked"), lambda person: "" if person.is_active else _("Blocked")),
    ]
    return of_queryset(columns, people_listed(scope, on=reader.today, **words))


def _roles(person: User) -> list[str]:
    held: list[Any] = person.held  # type: ignore[attr-defined]
    return [f"{one.get_role_display()}, {one.organisation}" for one in held]


EXPORTS = {"people": Export(_("People and roles"), "people", people, PeopleQuery)}
