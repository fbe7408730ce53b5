from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Organisation
from tasks.enums import DeadlineBasis, Knowledge, Organised, Standing, Status
from tasks.models import Instrument, Programme
from tasks.queries.facets import FACETS
from tasks.queries.listing import KEYED, OF_NO_FIGURE
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery, Query

# One of the eight standings, or all of those in time, or completed, at once.
STANDINGS = [*Standing.choices, ("in_time", "in time"), ("completed", "completed")]


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


class KeyField(serializers.CharField):
    """The key of a facet; "none" for tasks without a value."""

    default_error_messages = {"unknown": _("There is nothing called “{value}” here.")}

    def __init__(self, facet: str, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.facet = FACETS[facet]

    def to_internal_value(self, data: Any) -> str:
        key: str = super().to_internal_value(data)
        try:
            self.facet.raw(key)
        except LookupError:
            self.fail("unknown", value=key)
        return key


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

    organised = serializers.ChoiceField(
        choices=Organised.choices,
        default=Organised.THEN,
        help_text="Whether `lead` and `organisation` are those of that day, or who has their place"
        " today.",
    )
    theme = KeyField("theme", help_text="Code of the group of work; `none` where there is none.")
    block = KeyField("block", help_text="Block of the lead.")
    deliverable = KeyField("deliverable", help_text="Kind of the deliverable, or `none`.")
    authority = KeyField("authority", help_text="Code of who decides and signs, or `none`.")
    quarter = KeyField("quarter", help_text="Of the deadline: `2025-Q4`; `none` for regular ones.")
    figure = serializers.BooleanField(
        default=False,
        help_text="Of the programmes of which the reader is a member, as figures are counted: the"
        " answer then says besides how many tasks the figure has (`counted`) and how many of them"
        " the reader may see (`visible`). Not with `text`, `status`, `due_from` or `due_to`.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Under the names that `filtered_tasks` uses."""
        given = super().validate(attrs)
        if given["figure"] and (others := OF_NO_FIGURE & given.keys()):
            raise serializers.ValidationError(dict.fromkeys(others, _("No figure counts by this.")))
        given["only"] = {name: given.pop(name) for name in KEYED if name in given}
        given["organised"] = Organised(given["organised"])
        if "status" in given:
            given["status"] = Status(given["status"])
        basis = given.pop("deadline", DeadlineBasis.IN_FORCE)
        words = {"basis": DeadlineBasis(basis), "knowledge": Knowledge(given["knowledge"])}
        return given | words
