"""Organisations, people and their roles, to be looked at: pages change them, by rules."""

import django.contrib.auth.admin  # noqa: F401 (registers what is taken out below)
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Succession, User
from tracker.lib.admin import ReadOnlyAdmin

admin.site.unregister(Group)  # what people may do follows from their memberships
admin.site.site_header = admin.site.site_title = _("Task tracker")


class SuccessorInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Succession
    fk_name = "predecessor"


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "kind", "block", "parent", "alive_from", "alive_until"]
    list_filter = ["block", "kind"]
    list_select_related = ["parent"]
    exclude = ["name_en"]
    search_fields = ["code", "name", "name_en", "folded"]
    inlines = [SuccessorInline]


@admin.register(User)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ["username", "full_name", "email", "language", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "language"]
    search_fields = ["username", "full_name", "email"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "full_name", "email", "language"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined", "link_sent_at"]}),
    ]
    inlines = [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "organisation", "from_day", "until_day"]
    list_filter = ["role"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__username", "user__full_name", "organisation__folded"]
