"""Programmes, for administrators; tasks, instruments and their history only to be looked at."""

from django.contrib import admin
from django.db.models import URLField
from django.utils.translation import gettext_lazy as _

from tasks.enums import Clarity, Status
from tasks.models import (
    Extension,
    Instrument,
    Programme,
    ProgressUpdate,
    Submission,
    Task,
    TaskEvent,
    Theme,
)
from tasks.models.state import TaskState
from tracker.lib.admin import Admin, ReadOnlyAdmin


@admin.register(Programme)
class ProgrammeAdmin(Admin):
    list_display = ["code", "name", "owner"]
    list_select_related = ["owner"]
    autocomplete_fields = ["owner"]


@admin.register(Theme)
class ThemeAdmin(Admin):
    list_display = ["code", "name", "name_en", "position"]


@admin.register(Instrument)
class InstrumentAdmin(ReadOnlyAdmin):
    list_display = ["number", "kind", "title", "issuer", "issued_on"]
    list_filter = ["kind"]
    list_select_related = ["issuer"]
    search_fields = ["number", "folded"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}


class StateAdmin(ReadOnlyAdmin):
    """Codes are shown by their names."""

    exclude = ["gap_steps", "gap_from", "phases", "phase_from"]
    readonly_fields = ["missing_clarities", "course"]

    @admin.display(description=_("missing clarities"))
    def missing_clarities(self, state: TaskState) -> str:
        return ", ".join(str(Clarity(gap).label) for gap in state.gaps)

    @admin.display(description=_("phases"))
    def course(self, state: TaskState) -> str:
        steps = zip(state.phases, state.phase_from, strict=True)
        return ", ".join(f"{Status(phase).label} ({start:%d/%m/%Y})" for phase, start in steps)


@admin.register(Task)
class TaskAdmin(StateAdmin):
    list_display = ["code", "title", "lead", "status", "deadline"]
    list_filter = ["status", "programme"]
    list_select_related = ["lead"]
    search_fields = ["code", "folded"]


@admin.register(TaskEvent)
class TaskEventAdmin(StateAdmin):
    list_display = ["code", "revision", "act", "act_by", "act_on", "recorded_at"]
    list_filter = ["act"]
    list_select_related = ["act_by"]
    search_fields = ["=code"]


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    list_display = ["task", "happened_on", "percent", "by", "recorded_at"]
    list_select_related = ["task", "by"]
    search_fields = ["=task__code"]


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["task", "completed_on", "product_number", "outcome", "by", "recorded_at"]
    list_filter = ["outcome"]
    list_select_related = ["task", "by"]
    search_fields = ["=task__code"]


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyAdmin):
    list_display = ["task", "asked_on", "new_deadline", "outcome", "by", "recorded_at"]
    list_filter = ["outcome"]
    list_select_related = ["task", "by"]
    search_fields = ["=task__code"]
