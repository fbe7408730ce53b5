from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName
from accounts.models import Organisation
from tasks.domain import NewClause
from tasks.enums import InstrumentKind
from tasks.models import Clause, Instrument, Programme, Theme
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class ThemeOut(serializers.ModelSerializer[Theme]):
    class Meta:
        model = Theme
        fields = ["id", "code", "name", "name_en"]
        read_only_fields = fields


class ClauseOut(serializers.ModelSerializer[Clause]):
    theme = serializers.SlugRelatedField[Theme](
        slug_field="code",
        read_only=True,
        allow_null=True,
        help_text="The code of its group of work, or null.",
    )

    class Meta:
        model = Clause
        fields = ["id", "number", "text", "theme"]
        read_only_fields = fields


class InstrumentRow(serializers.ModelSerializer[Instrument]):
    issuer = OrganisationName()
    source_url = serializers.CharField(help_text="Empty where none is known.")

    class Meta:
        model = Instrument
        fields = ["id", "kind", "number", "title", "issuer", "issued_on", "source_url"]
        read_only_fields = fields


class InstrumentOut(InstrumentRow):
    """An instrument with its clauses, and the instruments (numbers) that it touches."""

    clauses = ClauseOut(many=True)
    amends = serializers.SlugRelatedField[Instrument](
        slug_field="number", many=True, read_only=True
    )
    supersedes = serializers.SlugRelatedField[Instrument](
        slug_field="number", many=True, read_only=True
    )

    superseded_by = serializers.SlugRelatedField[Instrument](
        slug_field="number", many=True, read_only=True
    )

    class Meta(InstrumentRow.Meta):
        fields = [*InstrumentRow.Meta.fields, "amends", "supersedes", "superseded_by", "clauses"]
        read_only_fields = fields


class ClauseIn(Body):
    number = serializers.CharField(max_length=40, help_text="As the document counts: “2.1.a”.")
    text = serializers.CharField()
    theme = Named(Theme.objects, by="code", required=False, help_text="Code of its group of work.")


class ClauseEdit(Body):
    number = serializers.CharField(max_length=40, required=False)
    text = serializers.CharField(required=False)
    after = serializers.PrimaryKeyRelatedField(
        queryset=Clause.objects.all(),
        required=False,
        allow_null=True,
        help_text="Id of the clause of its instrument that it comes to follow, or null: first.",
    )


class InstrumentIn(Body):
    kind = serializers.ChoiceField(choices=InstrumentKind.choices)
    number = serializers.CharField(max_length=60)
    title = serializers.CharField()
    issuer = Named(Organisation.objects, by="code")
    issued_on = serializers.DateField()
    source_url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    clauses = ClauseIn(many=True, required=False)

    def validate_clauses(self, clauses: list[dict[str, Any]]) -> list[NewClause]:
        """As the domain takes them."""
        return [NewClause(**clause) for clause in clauses]


class InstrumentQuery(PagedQuery):
    kind = serializers.ChoiceField(choices=InstrumentKind.choices, required=False)
    number = serializers.CharField(required=False, help_text="The whole number: 71/NQ-CP.")
    text = serializers.CharField(
        required=False, help_text="In number or title; case and diacritics do not matter."
    )


class ProgrammeOut(serializers.ModelSerializer[Programme]):
    owner = OrganisationName()

    class Meta:
        model = Programme
        fields = ["id", "code", "name", "name_en", "owner"]
        read_only_fields = fields
