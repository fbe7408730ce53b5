from rest_framework import serializers

from accounts.enums import Block
from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation, Placement
from tasks.models import Retheming, Theme
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery

FROM = "The Hanoi day; by default today. Figures of the days before stay as they are."


class PlacementOut(serializers.ModelSerializer[Placement]):
    """Of whom an organisation is part from a day on, and in which block; `was_…` before."""

    organisation = OrganisationName()
    was_parent = OrganisationName(allow_null=True)
    parent = OrganisationName(allow_null=True)
    by = PersonOut()

    class Meta:
        model = Placement
        fields = [
            *("id", "organisation", "was_parent", "was_block", "parent", "block"),
            *("from_day", "reason", "by", "recorded_at"),
        ]
        read_only_fields = fields


class PlacementQuery(PagedQuery):
    organisation = Named(Organisation.objects, by="code", required=False)


class PlacementIn(Body):
    organisation = Named(Organisation.objects, by="code")
    parent = Named(  # type: ignore[assignment]
        Organisation.objects,
        by="code",
        allow_null=True,
        help_text="Code of whom it is part of, or null.",
    )
    block = serializers.ChoiceField(choices=Block.choices)
    from_day = serializers.DateField(required=False, help_text=FROM)
    reason = serializers.CharField()


class RethemingOut(serializers.ModelSerializer[Retheming]):
    """To which theme (code, or null) a clause belongs from a day on, and to which before."""

    was_theme = serializers.SlugRelatedField[Theme](
        slug_field="code", read_only=True, allow_null=True
    )
    theme = serializers.SlugRelatedField[Theme](slug_field="code", read_only=True, allow_null=True)
    by = PersonOut()

    class Meta:
        model = Retheming
        fields = ["id", "was_theme", "theme", "from_day", "reason", "by", "recorded_at"]
        read_only_fields = fields


class RethemingIn(Body):
    theme = Named(Theme.objects, by="code", allow_null=True, help_text="Code, or null for none.")
    from_day = serializers.DateField(required=False, help_text=FROM)
    reason = serializers.CharField()
