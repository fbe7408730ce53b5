from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from notifications.models import (
    Attempt,
    Incident,
    Message,
    Notice,
    Rung,
    RungDecision,
    Storm,
    SuppressedAddress,
    Sweep,
)

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Model]
else:  # generic for the type checker only
    Admin = admin.ModelAdmin


class ReadOnlyAdmin(Admin):
    """What was told is evidence: to be looked at only."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        del request, obj
        return False


@admin.register(Rung)
class RungAdmin(ReadOnlyAdmin):
    """To be looked at: a ladder is changed on its page, which shows the effect and keeps who."""

    list_display = ["code", "programme", "cause", "days", "unit", "audiences", "is_active"]
    list_filter = ["programme", "is_active"]


@admin.register(RungDecision)
class RungDecisionAdmin(ReadOnlyAdmin):
    list_display = ["rung", "ruling", "reason", "by", "recorded_at"]
    list_filter = ["ruling"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["task", "rung", "recipient", "about", "due_day", "state", "settled_at"]
    list_filter = ["state", "reason"]
    list_select_related = ["task", "rung", "recipient"]
    search_fields = ["task__code", "recipient__username"]


class AttemptInline(admin.TabularInline):  # type: ignore[type-arg]
    """Each try, with the server's answer."""

    model = Attempt
    fields = ["number", "at", "verdict", "code", "answer"]
    readonly_fields = ["number", "at", "verdict", "code", "answer"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        del request, obj
        return False


@admin.register(SuppressedAddress)
class SuppressedAddressAdmin(ReadOnlyAdmin):
    list_display = ["address", "since", "answer", "lifted_at", "lifted_by"]
    search_fields = ["address"]


@admin.register(Storm)
class StormAdmin(ReadOnlyAdmin):
    list_display = ["found_at", "mails", "allowed_at", "allowed_by", "over_at"]


@admin.register(Incident)
class IncidentAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "detail", "told_at"]
    list_filter = ["kind"]


@admin.register(Sweep)
class SweepAdmin(ReadOnlyAdmin):
    list_display = ["began_at", "ended_at", "planned", "messages", "failed"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    inlines = [AttemptInline]
    list_display = ["address", "subject", "state", "attempts", "sent_at", "answer"]
    list_filter = ["state", "language"]
    search_fields = ["address", "message_id"]
