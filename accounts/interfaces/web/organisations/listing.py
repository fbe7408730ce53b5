"""Which organisations there are, and one of them with what was changed about it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.enums import Block
from accounts.interfaces.web.administering import keeper_of
from accounts.queries.organisations import organisations_listed

PAGE = 100
ALL = _("– all –")
STATES = [
    ("", _("That exist")),
    ("empty", _("In which nobody has a role")),
    ("ended", _("That have ended")),
    ("all", ALL),
]


class Narrowing(forms.Form):
    """Every field may be left out."""

    text = forms.CharField(label=_("Name or code"), required=False, max_length=200)
    block = forms.ChoiceField(label=_("Block"), required=False, choices=[("", ALL), *Block.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    @property
    def narrowed(self) -> dict[str, Any]:
        """What was chosen; a field that makes no sense narrows nothing and shows its error."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})


@require_safe
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """403 for whoever looks after none."""
    keeper = keeper_of(request)
    form = Narrowing(request.GET or None)
    narrowed = {name: value for name, value in form.narrowed.items() if value}
    found = organisations_listed(keeper.scope, on=keeper.reader.today, **narrowed)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "narrowed": narrowed, "today": keeper.reader.today}
    asked = {name: value for name, value in narrowed.items() if name != "state"}
    context["exported"] = urlencode(asked)
    context["numbers"] = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return render(request, "accounts/organisations.html", context)
