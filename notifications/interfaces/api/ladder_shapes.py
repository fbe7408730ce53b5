"""What ladders, their changes and the preview of a day look like over the API."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.interfaces.api.serializers import PersonOut
from notifications.domain.ladder_preview import DayEffect, Effect
from notifications.enums import Audience, Cause, NoticeState, Reason, Unit, Urgency
from notifications.interfaces.ladder_rows import Going
from notifications.models import Rung, RungDecision
from notifications.rules.ladder import LONGEST
from notifications.rules.ladder_words import ladder_words
from tasks.models import Programme
from tracker.lib.api.bodies import Body


class LadderOut(serializers.ModelSerializer[Programme]):
    """A programme whose ladder the reader may read."""

    class Meta:
        model = Programme
        fields = ["id", "code", "name", "name_en"]
        read_only_fields = fields


class RungOut(serializers.ModelSerializer[Rung]):
    """`days` count from the day on which its cause begins, for a deadline from the deadline."""

    when = serializers.SerializerMethodField(help_text="In words.")

    class Meta:
        model = Rung
        fields = [
            *("code", "when", "cause", "days", "unit", "every", "audiences", "urgency"),
            "is_active",
        ]
        read_only_fields = fields

    def get_when(self, rung: Rung) -> str:
        return ladder_words(rung)


class RungDecisionOut(serializers.ModelSerializer[RungDecision]):
    rung = RungOut()
    by = PersonOut()

    class Meta:
        model = RungDecision
        fields = ["id", "rung", "ruling", "reason", "by", "recorded_at"]
        read_only_fields = fields


class NewRungIn(Body):
    """A rung that is to come."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    days = serializers.IntegerField(
        default=0, min_value=-LONGEST, max_value=LONGEST, help_text="Negative before a deadline."
    )
    unit = serializers.ChoiceField(choices=Unit.choices, default=Unit.CALENDAR.value)
    every = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=LONGEST
    )
    audiences = serializers.ListField(
        child=serializers.ChoiceField(choices=Audience.choices), allow_empty=False, max_length=8
    )
    urgency = serializers.ChoiceField(choices=Urgency.choices, default=Urgency.DIGEST.value)


class ChangeIn(Body):
    """One rung comes, goes, or is in use again; with `adds` and `retires` one is exchanged."""

    adds = NewRungIn(required=False)
    retires = serializers.CharField(required=False, help_text="Code of a rung.")
    restores = serializers.CharField(required=False, help_text="Code of a rung.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        named = attrs.keys() & {"adds", "retires", "restores"}
        if not named or ("restores" in named and len(named) > 1):
            raise serializers.ValidationError({"adds": _("Say what is to change.")})
        return attrs


class DecidedIn(ChangeIn):
    reason = serializers.CharField()


class DayEffectOut(serializers.Serializer[DayEffect]):
    day = serializers.DateField()
    more = serializers.SerializerMethodField(help_text="Notices that would leave, and do not now.")
    fewer = serializers.SerializerMethodField()
    people = serializers.SerializerMethodField(help_text="How many people it concerns.")

    def get_more(self, one: DayEffect) -> int:
        return len(one.more)

    def get_fewer(self, one: DayEffect) -> int:
        return len(one.fewer)

    def get_people(self, one: DayEffect) -> int:
        return len(one.people)


class EffectOut(serializers.Serializer[Effect]):
    """Days until `until` on which something differs; `counted` of `tasks` open tasks."""

    more = serializers.IntegerField()
    fewer = serializers.IntegerField()
    until = serializers.DateField()
    counted = serializers.IntegerField()
    tasks = serializers.IntegerField()
    days = DayEffectOut(many=True)
    people = PersonOut(source="readers", many=True)


class GoingOut(serializers.Serializer[Going]):
    """A notice of a day; `code` is empty for whoever does not see the task."""

    recipient = PersonOut(source="line.recipient")
    task = serializers.IntegerField(source="line.entry.task", help_text="Id.")
    code = serializers.CharField(help_text="Of the task.")
    rung = serializers.CharField(source="line.rung.code")
    when = serializers.CharField(help_text="The rung in words.")
    urgency = serializers.ChoiceField(choices=Urgency.choices, source="line.rung.urgency")
    about = serializers.CharField(source="line.entry.about", help_text="The occasion.")
    step = serializers.CharField(source="line.entry.step")
    anchor = serializers.DateField(source="line.entry.anchor", help_text="Counted from.")
    due_day = serializers.DateField(source="line.entry.due_day")
    state = serializers.ChoiceField(choices=NoticeState.choices)
    settled_at = serializers.DateTimeField(source="line.entry.at", allow_null=True)
    withheld = serializers.ChoiceField(
        choices=Reason.choices,
        source="line.withheld",
        allow_null=True,
        help_text="Why it would be told in the application only.",
    )


class PreviewOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    notices = serializers.IntegerField()
    people = serializers.IntegerField()
    urgent = serializers.IntegerField()
    gone = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    results = GoingOut(many=True)
