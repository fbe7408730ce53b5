from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.enums import Block
from accounts.models import Deputy, Membership, Organisation, Succession, User
from accounts.queries import lent_to
from tracker.lib.api.queries import PagedQuery


class OrganisationName(serializers.ModelSerializer[Organisation]):
    """An organisation as others mention it."""

    class Meta:
        model = Organisation
        fields = ["code", "name", "name_en"]
        read_only_fields = fields


class SuccessorOut(serializers.ModelSerializer[Succession]):
    code = serializers.CharField(source="successor.code")

    class Meta:
        model = Succession
        fields = ["code", "is_default"]
        read_only_fields = fields


class OrganisationOut(serializers.ModelSerializer[Organisation]):
    """An organisation with its place in the tree, its life span and who took over."""

    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent.code", allow_null=True, default=None
    )
    successors = SuccessorOut(source="successions", many=True)

    class Meta:
        model = Organisation
        fields = [
            "id",
            "code",
            "name",
            "name_en",
            "kind",
            "block",
            "parent",
            "alive_from",
            "alive_until",
            "successors",
        ]
        read_only_fields = fields


class OrganisationQuery(PagedQuery):
    alive_on = serializers.DateField(required=False, help_text="Those that exist on this day.")
    block = serializers.ChoiceField(choices=Block.choices, required=False)
    text = serializers.CharField(
        required=False, help_text="In the name or code; case and diacritics do not matter."
    )


class MembershipOut(serializers.ModelSerializer[Membership]):
    organisation = OrganisationName()

    class Meta:
        model = Membership
        fields = ["role", "organisation", "from_day", "until_day"]
        read_only_fields = fields


class LentOut(serializers.ModelSerializer[Deputy]):
    """For which head somebody acts, where, and until which day."""

    organisation = OrganisationName()
    head = serializers.CharField(source="head.username")

    class Meta:
        model = Deputy
        fields = ["organisation", "head", "from_day", "until_day"]
        read_only_fields = fields


class MeOut(serializers.ModelSerializer[User]):
    """Who is asking, the roles held today, and the heads for whom they act today."""

    memberships = serializers.SerializerMethodField()
    stands_in_for = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["username", "full_name", "email", "language", "memberships", "stands_in_for"]
        read_only_fields = fields

    @extend_schema_field(MembershipOut(many=True))
    def get_memberships(self, user: User) -> Any:
        held = user.memberships.held_on(self.context["today"])
        seats = held.select_related("organisation").order_by("organisation_id", "role")
        return MembershipOut(seats, many=True).data

    @extend_schema_field(LentOut(many=True))
    def get_stands_in_for(self, user: User) -> Any:
        return LentOut(lent_to(user, on=self.context["today"]), many=True).data


class PersonOut(serializers.ModelSerializer[User]):
    """Somebody as others mention them."""

    class Meta:
        model = User
        fields = ["username", "full_name"]
        read_only_fields = fields
