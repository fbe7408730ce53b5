"""What the API says of people to those who look after them, and what it takes."""

from django.contrib.auth.validators import UnicodeUsernameValidator
from rest_framework import serializers

from accounts.enums import Role
from accounts.interfaces.api.serializers import OrganisationName
from accounts.models import Membership, Organisation, User
from accounts.models.people import Language
from accounts.queries.people import STATES
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class RoleOut(serializers.ModelSerializer[Membership]):
    """A role, held from one Hanoi day to another (both included); null while no end is known."""

    organisation = OrganisationName()

    class Meta:
        model = Membership
        fields = ["id", "role", "organisation", "from_day", "until_day"]
        read_only_fields = fields


class AccountOut(serializers.ModelSerializer[User]):
    """Somebody who signs in, with every role they hold, held or will hold."""

    roles = RoleOut(source="memberships", many=True)

    class Meta:
        model = User
        fields = [
            *("id", "username", "full_name", "email", "language", "is_active", "is_superuser"),
            *("last_login", "link_sent_at", "roles"),
        ]
        read_only_fields = fields


class PeopleQuery(PagedQuery):
    text = serializers.CharField(
        required=False,
        help_text="In name, user name or address; case and diacritics do not matter.",
    )
    organisation = Named(
        Organisation.objects, by="code", required=False, help_text="With all below it."
    )
    role = serializers.ChoiceField(choices=Role.choices, required=False)
    state = serializers.ChoiceField(
        choices=[*STATES, "no_role"],
        required=False,
        help_text="Blocked, never signed in, without an address, without a role today.",
    )


class PersonChange(Body):
    """What is not given stays."""

    full_name = serializers.CharField(max_length=120, required=False)
    email = serializers.EmailField(max_length=254, allow_blank=True, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)


class RoleIn(Body):
    organisation = Named(Organisation.objects, by="code")
    role = serializers.ChoiceField(choices=Role.choices)
    from_day = serializers.DateField(required=False, help_text="By default today; no day before.")

    def validate_role(self, role: str) -> Role:
        return Role(role)


class PersonIn(RoleIn):
    """Who it is, with a first role. Nobody sets a password for somebody else: see `link/`."""

    username = serializers.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    full_name = serializers.CharField(max_length=120)
    email = serializers.EmailField(max_length=254, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=Language.choices, default=Language.VI.value)


class EndIn(Body):
    last_day = serializers.DateField(
        help_text="Yesterday at the earliest; before its first day, a role to come is taken back."
    )
