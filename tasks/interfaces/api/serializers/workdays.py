from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.interfaces.api.serializers import PersonOut
from tasks.interfaces.calendar_changes import DayChange
from tasks.models import DayDecision
from tasks.models.workdays import FIRST_DAY, LAST_DAY
from tasks.rules.workdays import Told
from tracker.lib.api.bodies import Body
from tracker.lib.api.queries import Query

LONGEST = timedelta(days=1100)


class CalendarDayOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    is_workday = serializers.BooleanField()
    by_law = serializers.BooleanField(
        source="workday.by_law", help_text="Whether it would be worked if nothing were decided."
    )
    holiday = serializers.CharField(source="workday.holiday", allow_blank=True)
    holiday_en = serializers.CharField(source="workday.holiday_en", allow_blank=True)
    number = serializers.SerializerMethodField(
        help_text="Of the decision by which it is otherwise than by law; null where it is not."
    )

    def get_number(self, told: Told) -> str | None:
        return told.decision.number if told.is_decided and told.decision else None


class YearQuery(Query):
    year = serializers.IntegerField(min_value=FIRST_DAY.year, max_value=LAST_DAY.year)


class DayDecisionOut(serializers.ModelSerializer[DayDecision]):
    by = PersonOut(allow_null=True)

    class Meta:
        model = DayDecision
        fields = ["id", "day", "ruling", "swapped_with", "number", "reason", "by", "recorded_at"]
        read_only_fields = fields


class DayChangeQuery(Query):
    kind = serializers.ChoiceField(choices=DayChange.choices)
    day = serializers.DateField()
    worked = serializers.DateField(
        required=False, help_text="For a swap: the day that is worked instead."
    )


class DayDecisionIn(Body):
    kind = serializers.ChoiceField(choices=DayChange.choices)
    day = serializers.DateField()
    worked = serializers.DateField(
        required=False, help_text="For a swap: the day that is worked instead."
    )
    number = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=100,
        help_text="Of the decision that says so; not needed to withdraw one.",
    )
    reason = serializers.CharField()


class MovedOut(serializers.Serializer[Any]):
    """So many computed dates, or counts, that would be others."""

    what = serializers.CharField()
    before = serializers.CharField(allow_null=True, help_text="A day or a number.")
    after = serializers.CharField(allow_null=True)
    count = serializers.IntegerField()


class ExplainQuery(Query):
    after = serializers.DateField(help_text="The day after which is counted.")
    days = serializers.IntegerField(
        required=False, min_value=-250, max_value=250, help_text="So many working days; or `until`."
    )
    until = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = super().validate(attrs)
        if ("days" in given) == ("until" in given):
            raise serializers.ValidationError({"days": _("Say how many, or until when.")})
        _check_reach(given["after"], given.get("until", given["after"]))
        return given


def _check_reach(one: Any, other: Any) -> None:
    reached = all(FIRST_DAY + LONGEST <= day <= LAST_DAY - LONGEST for day in (one, other))
    if not reached or abs(one - other) > LONGEST:
        raise serializers.ValidationError(
            _("The calendar does not reach so far, or too many days are asked for.")
        )


class RunOut(serializers.Serializer[Any]):
    first = serializers.DateField()
    last = serializers.DateField()


class ExplanationOut(serializers.Serializer[Any]):
    """Which days were counted and which passed over, after `start`, up to and with `end`."""

    start = serializers.DateField()
    end = serializers.DateField()
    count = serializers.IntegerField()
    counted = RunOut(many=True)
    weekends = RunOut(many=True, help_text="Passed over.")
    special = CalendarDayOut(
        many=True, help_text="Days off that are no weekend, and weekends that are worked."
    )
