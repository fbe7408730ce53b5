"""What is sent in to draft and edit tasks: shapes only, the rules are the domain's."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Organisation, User
from tasks.domain import Part
from tasks.enums import DeliverableKind, Rhythm
from tasks.models import Clause, Programme
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named

MANY = 2**31 - 1  # the largest number that a column of PostgreSQL's integer holds


class PartIn(Body):
    organisation = Named(Organisation.objects, by="code")
    part = serializers.CharField(required=False, allow_blank=True)
    deadline = serializers.DateField(required=False, allow_null=True)


def named_once(parts: list[dict[str, Any]]) -> list[Part]:
    """As the domain takes them; each organisation joins once."""
    if len({part["organisation"].pk for part in parts}) < len(parts):
        raise serializers.ValidationError(_("Name each organisation once."), code="repeated")
    return [Part(**part) for part in parts]


class Words(Body):
    """What a task says: the six clarities and where it comes from."""

    clause = serializers.PrimaryKeyRelatedField(queryset=Clause.objects.all())
    title = serializers.CharField()
    officer = Named(
        User.objects, by="username", allow_null=True, required=False, help_text="Username."
    )
    deadline = serializers.DateField(required=False)
    deadline_text = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        help_text="As the document writes it: “Quý IV/2025”, “trước 15/12/2025”, “hằng quý” …."
        " Alone it fills in `deadline`, or `is_regular` and `rhythm`; beside them it has to agree.",
    )
    is_regular = serializers.BooleanField(required=False)
    rhythm = serializers.ChoiceField(
        choices=Rhythm.choices, required=False, allow_blank=True, help_text="Of a regular task."
    )
    lead = Named(
        Organisation.objects, by="code", allow_null=True, required=False, help_text="Code."
    )
    co_agencies = PartIn(many=True, required=False)
    authority = Named(
        Organisation.objects, by="code", allow_null=True, required=False, help_text="Code."
    )
    deliverable_kind = serializers.ChoiceField(
        choices=DeliverableKind.choices, required=False, allow_blank=True
    )
    deliverable_measure = serializers.CharField(max_length=120, required=False, allow_blank=True)
    deliverable_count = serializers.IntegerField(
        min_value=1, max_value=MANY, required=False, allow_null=True
    )

    def validate_co_agencies(self, parts: list[dict[str, Any]]) -> list[Part]:
        return named_once(parts)


class DraftIn(Words):
    """A new draft. With `members` it is a group: a parent, and a task led by each member."""

    programme = Named(Programme.objects, by="code", help_text="Code.")
    code = serializers.CharField(
        max_length=40, default="", help_text="The programme's next one unless given."
    )
    members = Named(Organisation.objects, by="code", many=True, required=False, allow_empty=False)


class EditIn(Words):
    """What is to change; what is not named stays."""

    deadline = serializers.DateField(
        required=False, allow_null=True, help_text="Hanoi day; null leaves a draft without one."
    )
    note = serializers.CharField(required=False, allow_blank=True, help_text="Why.")
