from typing import Any

from rest_framework import serializers

from accounts.models import Organisation
from tasks.enums import DeadlineBasis, Knowledge, Standing, Status
from tasks.models import Instrument, Programme
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery, Query

# One of the eight standings, or all of those in time at once.
STANDINGS = [*Standing.choices, ("in_time", "in time")]


class ThenQuery(Query):
    """Which past day, and what is counted as known."""

    as_of = serializers.DateField(
        required=False, help_text="A day in Hanoi, not in the future; by default today."
    )
    knowledge = serializers.ChoiceField(
        Knowledge.choices,
        default=Knowledge.HAPPENED,
        help_text="`happened`: all that is known now; `known`: what was recorded by the day's end.",
    )


class TaskQuery(ThenQuery, PagedQuery):
    organisation = Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="Code of the lead, or of an organisation above it.",
    )
    lead = Named(
        Organisation.objects, by="code", required=False, help_text="Code of the lead itself."
    )
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
    instrument = Named(Instrument.objects, by="number", required=False, help_text="Number.")
    standing = serializers.ChoiceField(choices=STANDINGS, required=False)
    status = serializers.ChoiceField(
        choices=Status.choices,
        required=False,
        help_text="What is not in force (draft, withdrawn, ended) is listed only when asked for.",
    )
    due_from = serializers.DateField(required=False, help_text="Due on this day or later.")
    due_to = serializers.DateField(required=False, help_text="Due on this day or earlier.")
    text = serializers.CharField(
        required=False, help_text="In code or title; case and diacritics do not matter."
    )
    deadline = serializers.ChoiceField(
        choices=DeadlineBasis.choices,
        required=False,
        help_text="Which deadline `standing` and `due` are about; the one in force unless given.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Under the names that `filtered_tasks` uses."""
        given = super().validate(attrs)
        if "status" in given:
            given["status"] = Status(given["status"])
        basis = given.pop("deadline", DeadlineBasis.IN_FORCE)
        words = {"basis": DeadlineBasis(basis), "knowledge": Knowledge(given["knowledge"])}
        return given | words
