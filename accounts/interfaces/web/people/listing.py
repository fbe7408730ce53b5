"""Who there is: found by name, organisation, role, and by what is not in order."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.interfaces.web.administering import Keeper, keeper_of, organisations_of
from accounts.models import Organisation
from accounts.queries.people import people_listed

PAGE = 50
ALL = _("– all –")
STATES = [
    ("", ALL),
    ("never", _("Never signed in")),
    ("unmailable", _("Without an email address")),
    ("no_role", _("Without a role today")),
    ("blocked", _("Blocked")),
]


class Narrowing(forms.Form):
    """Every field may be left out."""

    text = forms.CharField(label=_("Name or address"), required=False, max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=ALL,
        to_field_name="code",
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", ALL), *Role.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def __init__(self, data: Any, *, keeper: Keeper) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = organisations_of(keeper)  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> dict[str, Any]:
        """What was chosen; a field that makes no sense narrows nothing and shows its error."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return {name: value for name, value in said.items() if value not in (None, "")}


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """403 for whoever looks after nobody."""
    keeper = keeper_of(request)
    form = Narrowing(request.GET or None, keeper=keeper)
    narrowed = form.narrowed
    found = people_listed(keeper.scope, on=keeper.reader.today, **narrowed)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "narrowed": narrowed}
    context["numbers"] = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return render(request, "accounts/people.html", context)
