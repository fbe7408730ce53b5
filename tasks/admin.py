"""Programmes, for administrators; tasks, instruments and their history only to be looked at."""

from django.contrib import admin

from tasks.models import (
    Extension,
    Instrument,
    Programme,
    ProgressUpdate,
    Submission,
    Task,
    TaskEvent,
)
from tracker.lib.admin import Admin, ReadOnlyAdmin


@admin.register(Programme)
class ProgrammeAdmin(Admin):
    list_display = ["code", "name", "name_en", "owner"]
    list_select_related = ["owner"]
    autocomplete_fields = ["owner"]


@admin.register(Instrument)
class InstrumentAdmin(ReadOnlyAdmin):
    list_display = ["number", "kind", "title", "issuer", "issued_on"]
    list_filter = ["kind"]
    list_select_related = ["issuer"]
    search_fields = ["number", "folded"]


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ["code", "title", "lead", "status", "deadline"]
    list_filter = ["status", "programme"]
    list_select_related = ["lead"]
    search_fields = ["code", "folded"]


@admin.register(TaskEvent)
class TaskEventAdmin(ReadOnlyAdmin):
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
