"""What an organisation is and how long it exists, changed by whoever looks after it."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.interfaces.web.administering import (
    Keeper,
    Sheet,
    filled,
    keeper_of,
    organisations_of,
)
from accounts.interfaces.web.people.noted import Noted
from accounts.models import Organisation
from accounts.queries.administering import KINDS_FOR_ALL
from accounts.queries.organisations import changes_of
from tasks import domain
from tracker.lib.days import DayField


class ChangeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), help_text=_("From now on; what was told of days before stays.")
    )
    alive_from = DayField(
        label=_("Exists from"),
        help_text=_("Not after the first day on which it took part in anything."),
    )
    alive_until = DayField(
        label=_("Exists until"),
        required=False,
        help_text=_("Its last day; empty while none is known."),
    )

    def __init__(self, data: Any, *, organisation: Organisation, keeper: Keeper) -> None:
        names = ("kind", "alive_from", "alive_until")
        super().__init__(data, initial={name: getattr(organisation, name) for name in names})
        kinds: Any = self.fields["kind"]
        kinds.choices = [
            (kind, label)
            for kind, label in OrganisationKind.choices
            if kind == organisation.kind or _may_choose(keeper, kind)
        ]


@login_required
def organisation_change(request: HttpRequest, code: str) -> HttpResponse:
    """With what was changed before. 404 for one that the reader does not look after."""
    keeper = keeper_of(request)
    found = get_object_or_404(organisations_of(keeper), code=code)
    sheet = Sheet(
        heading=say("Kind and life span: %(organisation)s") % {"organisation": found},
        intro=say(
            "For mending what was entered, and for one that ends without handing anything on. One "
            "whose tasks pass to another ends by a merger; its place and block change on the page "
            "of places."
        ),
        button=say("Save"),
        back=(reverse("organisations_kept"), say("List of organisations")),
        done=say("What was changed has been saved."),
        changes=tuple(Noted(change) for change in changes_of(found)),
    )
    form = partial(ChangeForm, organisation=found, keeper=keeper)
    return filled(request, form, sheet, partial(domain.change_organisation, found, **keeper.who))


def _may_choose(keeper: Keeper, kind: str) -> bool:
    """Whose administrators look after everything is decided by those who do."""
    return keeper.scope.organisations is None or kind not in KINDS_FOR_ALL
