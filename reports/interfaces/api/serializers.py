"""The question and the answer of `/rates/`, as the API documents them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organisation
from reports.enums import Slice
from reports.rules.measures import MEASURES
from reports.rules.report import SHOWN
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tasks.models import Instrument
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query


class RatesQuery(Query):
    by = serializers.ChoiceField(
        Slice.choices, required=False, help_text="One row for each of these; without it, no rows."
    )
    as_of = serializers.DateField(
        required=False, help_text="A day in Hanoi, not in the future; by default today."
    )
    knowledge = serializers.ChoiceField(
        Knowledge.choices,
        default=Knowledge.HAPPENED,
        help_text="`happened`: all that is known now; `known`: what was recorded by the day's end.",
    )
    deadline = serializers.ChoiceField(
        DeadlineBasis.choices,
        default=DeadlineBasis.IN_FORCE,
        help_text="The deadline that tasks are held against.",
    )
    organised = serializers.ChoiceField(
        Organised.choices,
        default=Organised.THEN,
        help_text="`then`: with who led on that day; `now`: with who has that place today.",
    )
    participation = serializers.ChoiceField(
        Participation.choices,
        default=Participation.LEAD,
        help_text="`lead`: an organisation is counted with the tasks it leads; `joined`: with those"
        " it joins, by the standing of its own part. Rows can then sum to more than the totals.",
    )
    programme = serializers.CharField(
        required=False, help_text="Its code; by default all of which the reader is a member."
    )
    instrument = Named(Instrument.objects, by="number", required=False, help_text="Its number.")
    organisation = Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="The code of the lead, or of the co-agency.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The closed lists as the words of the domain, not as text."""
        given = super().validate(attrs)
        words: dict[str, Any] = {"by": Slice, "knowledge": Knowledge, "deadline": DeadlineBasis}
        words |= {"organised": Organised, "participation": Participation}
        return {name: words.get(name, _same)(value) for name, value in given.items()}


def _same(value: Any) -> Any:
    return value


class FiguresOut(serializers.Serializer[Any]):
    """Counts of tasks, and measures as fractions to four decimals; null where nothing is due."""

    def get_fields(self) -> dict[str, Any]:
        counts = {name: serializers.IntegerField() for name in SHOWN}
        measures = {
            measure.code: serializers.FloatField(
                allow_null=True, min_value=0, max_value=1, help_text=measure.formula
            )
            for measure in MEASURES
        }
        return {**super().get_fields(), **counts, **measures}


class RowOut(FiguresOut):
    key = serializers.CharField(help_text="Code or number, as the filters take it.")
    name = serializers.CharField(help_text="In the language of the request.")


class RatesOut(serializers.Serializer[Any]):
    as_of = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    deadline = serializers.ChoiceField(DeadlineBasis.choices)
    organised = serializers.ChoiceField(Organised.choices)
    participation = serializers.ChoiceField(Participation.choices)
    programme = serializers.CharField(allow_null=True)
    totals = FiguresOut()
    rows = RowOut(many=True)
