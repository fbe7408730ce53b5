"""What somebody chooses for themselves: the language, and whether reminders come by mail."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.preferences import choose_language
from accounts.models import User
from accounts.models.people import Language
from notifications.domain.reminders import choose_reminders
from notifications.enums import Switch
from notifications.models import ReminderChoice, SuppressedAddress
from notifications.queries.choices import choices_of, suppression_of, wants_reminders
from notifications.rules.reminders import ALWAYS_MAILED
from tracker.lib.api.bodies import Body, sent

SHOWN = 10


class ChoiceOut(serializers.ModelSerializer[ReminderChoice]):
    class Meta:
        model = ReminderChoice
        fields = ["at", "wanted", "how"]
        read_only_fields = fields


class SilencedOut(serializers.ModelSerializer[SuppressedAddress]):
    """Mail to this address was refused for good: it gets nothing until an administrator says so."""

    class Meta:
        model = SuppressedAddress
        fields = ["address", "since", "answer"]
        read_only_fields = fields


class SettingsOut(serializers.ModelSerializer[User]):
    """`suppressed` is null while mail reaches the reader."""

    reminders = serializers.SerializerMethodField(help_text="Whether reminders come by mail.")
    always_mailed = serializers.SerializerMethodField(help_text="What cannot be switched off.")
    choices = serializers.SerializerMethodField(help_text="The latest first, at most ten.")
    suppressed = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["language", "email", "reminders", "always_mailed", "choices", "suppressed"]
        read_only_fields = fields

    def get_reminders(self, user: User) -> bool:
        return wants_reminders(user)

    def get_always_mailed(self, user: User) -> list[str]:
        del user
        return [str(words) for words in ALWAYS_MAILED]

    @extend_schema_field(ChoiceOut(many=True))
    def get_choices(self, user: User) -> Any:
        return ChoiceOut(choices_of(user)[:SHOWN], many=True).data

    @extend_schema_field(SilencedOut(allow_null=True))
    def get_suppressed(self, user: User) -> Any:
        found = suppression_of(user)
        return SilencedOut(found).data if found else None


class SettingsIn(Body):
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    reminders = serializers.BooleanField(required=False)


class MySettings(APIView):
    @extend_schema(responses=SettingsOut, operation_id="my_settings")
    def get(self, request: Request) -> Response:
        """The reader's own settings, and whether mail reaches them."""
        return Response(SettingsOut(cast("User", request.user)).data)

    @extend_schema(request=SettingsIn, responses=SettingsOut, operation_id="my_settings_change")
    def patch(self, request: Request) -> Response:
        """Change what is given; the rest stays."""
        by, chosen = cast("User", request.user), sent(request, SettingsIn)
        if "language" in chosen:
            choose_language(by=by, language=chosen["language"])
        if "reminders" in chosen:
            choose_reminders(by=by, wanted=chosen["reminders"], how=Switch.API)
        return Response(SettingsOut(by).data)
