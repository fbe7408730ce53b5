from dataclasses import fields
from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName
from tasks.models import Programme
from tasks.rules.extensions import NAMES, ExtensionCounts
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query


class ExtensionCountsOut(serializers.Serializer[ExtensionCounts]):
    """Requests for a later deadline, and what became of them."""

    def get_fields(self) -> dict[str, Any]:
        return {
            each.name: serializers.IntegerField(help_text=str(NAMES[each.name]))
            for each in fields(ExtensionCounts)
        }


class OfOrganisationOut(serializers.Serializer[Any]):
    organisation = OrganisationName(
        source="of", help_text="Which led the task on the day of the request."
    )
    counts = ExtensionCountsOut()


class OfProgrammeOut(serializers.Serializer[Any]):
    programme = serializers.CharField(source="of.code")
    counts = ExtensionCountsOut()


class ExtensionsOut(serializers.Serializer[Any]):
    totals = ExtensionCountsOut()
    organisations = OfOrganisationOut(many=True)
    programmes = OfProgrammeOut(many=True)


class ExtensionsQuery(Query):
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
