"""The question and the answer of `/rates/`, as the API documents them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organisation
from reports.enums import Slice
from reports.interfaces.asking.rates import KEYED
from reports.rules.measures import CODES, MEASURES
from reports.rules.ranking import WHY_NOT
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
    across = serializers.ChoiceField(
        Slice.choices, required=False, help_text="Crosses `by` with a second one, in `cells`."
    )
    subtree = serializers.ChoiceField(
        ["yes", "no"],
        default="no",
        help_text="`yes`: an organisation is counted with all below it; `organisation` then has a"
        " row for each of its children, and one for itself.",
    )
    rank = serializers.ChoiceField(
        CODES,
        required=False,
        help_text="By which measure `by=organisation` is ranked; by default the on-time rate.",
    )
    least = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        help_text="Fewer due tasks, and an organisation is not ranked; by default 5.",
    )
    since = serializers.DateField(
        required=False, help_text="An earlier day: the change of figure and rank since."
    )

    def get_fields(self) -> dict[str, Any]:
        keyed = {
            each.value: serializers.CharField(
                required=False, help_text=f"The `key` of a row by {each}, to narrow down to it."
            )
            for each in KEYED
        }
        return {**super().get_fields(), **keyed}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The closed lists as the words of the domain, not as text."""
        given = super().validate(attrs)
        words: dict[str, Any] = {"by": Slice, "knowledge": Knowledge, "deadline": DeadlineBasis}
        words |= {"organised": Organised, "participation": Participation, "across": Slice}
        words["subtree"] = "yes".__eq__
        only = {each: given.pop(each) for each in KEYED if each in given}
        said = {name: words.get(name, _same)(value) for name, value in given.items()}
        return said | {"only": only}


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


class CellOut(FiguresOut):
    key = serializers.CharField(help_text="The `key` of its row.")
    name = serializers.CharField()
    across = serializers.CharField(help_text="The `key` of its column.")
    across_name = serializers.CharField()


class PlaceOut(serializers.Serializer[Any]):
    """An organisation in the ranking; fractions to four decimals."""

    key = serializers.CharField()
    name = serializers.CharField()
    rank = serializers.IntegerField(allow_null=True, help_text="Equals share it: 1, 2, 2, 4.")
    value = serializers.FloatField(allow_null=True)
    due = serializers.IntegerField(help_text="Completed, or overdue.")
    why_not = serializers.ChoiceField(WHY_NOT, allow_null=True, help_text="Why it has no rank.")
    rank_before = serializers.IntegerField(allow_null=True)
    value_before = serializers.FloatField(allow_null=True)
    change = serializers.FloatField(allow_null=True)
    climbed = serializers.IntegerField(allow_null=True, help_text="Ranks gained since.")


class RankingOut(serializers.Serializer[Any]):
    measure = serializers.ChoiceField(CODES)
    least = serializers.IntegerField()
    since = serializers.DateField(allow_null=True)
    rows = PlaceOut(many=True)


class MeasureOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    formula = serializers.CharField()
    words = serializers.CharField(help_text="The formula in words.")
    leaves_out = serializers.ListField(child=serializers.CharField())


class SealedOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    day = serializers.DateField()
    digest = serializers.CharField(help_text="SHA-256; `manage.py seals` prints all of them.")
    events_after = serializers.IntegerField(help_text="Events that no seal covers yet.")


class MadeOut(serializers.Serializer[Any]):
    """From which history a report was made, by whom and when."""

    seal = SealedOut(allow_null=True, help_text="The newest of the history; null before the first.")
    made_by = serializers.CharField(allow_null=True, help_text="Username; null for a command.")
    made_at = serializers.DateTimeField()


class StatementOut(MadeOut):
    """What is needed to ask for the same again, and to check it."""

    programme = serializers.CharField(allow_null=True)
    filters = serializers.DictField(child=serializers.CharField())
    cut_off = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    deadline = serializers.ChoiceField(DeadlineBasis.choices)
    organised = serializers.ChoiceField(Organised.choices)
    participation = serializers.ChoiceField(Participation.choices)
    measures = MeasureOut(many=True)


class RatesOut(serializers.Serializer[Any]):
    as_of = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    deadline = serializers.ChoiceField(DeadlineBasis.choices)
    organised = serializers.ChoiceField(Organised.choices)
    participation = serializers.ChoiceField(Participation.choices)
    programme = serializers.CharField(allow_null=True)
    filters = serializers.DictField(child=serializers.CharField())
    by = serializers.ChoiceField(Slice.choices, allow_null=True)
    across = serializers.ChoiceField(Slice.choices, allow_null=True)
    totals = FiguresOut()
    rows = RowOut(many=True)
    columns = RowOut(many=True, help_text="The totals of each `across`.")
    cells = CellOut(many=True)
    ranking = RankingOut(allow_null=True, help_text="Of the rows by organisation.")
    statement = StatementOut()
