"""Organisations, people and their roles, for administrators."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Succession, User
from tracker.lib.admin import Admin

admin.site.unregister(Group)  # what people may do follows from their memberships
admin.site.site_header = admin.site.site_title = _("Task tracker")


class SuccessorInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Succession
    fk_name = "predecessor"
    autocomplete_fields = ["successor"]
    extra = 0


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    autocomplete_fields = ["organisation"]
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(Admin):
    list_display = ["code", "name", "kind", "block", "parent", "alive_from", "alive_until"]
    list_filter = ["block", "kind"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "name_en", "folded"]
    autocomplete_fields = ["parent"]
    inlines = [SuccessorInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Where it stands is changed from a day on and for a reason, by the domain."""
        del request
        return ["parent", "block"] if obj else []


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ["username", "full_name", "email", "language", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "language"]
    search_fields = ["username", "full_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", "full_name", "email", "language"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    *["username", "full_name", "email", "language"],
                    *["usable_password", "password1", "password2"],
                ],
            },
        )
    ]
    inlines = [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(Admin):
    list_display = ["user", "role", "organisation", "from_day", "until_day"]
    list_filter = ["role"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__username", "user__full_name", "organisation__folded"]
    autocomplete_fields = ["user", "organisation"]
