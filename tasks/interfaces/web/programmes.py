"""Entering a programme."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.administering import Keeper, Sheet, filled, keeper_of, organisations_of
from tasks.domain.programmes import add_programme
from tasks.interfaces.web.fields import OrganisationField


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Vietnamese name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200)
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The codes of its tasks begin with it, like NQ57."),
    )
    owner = OrganisationField(
        label=_("Owner"),
        help_text=_("Its secretaries assign and verify; its auditors read everything."),
    )

    def __init__(self, data: Any, *, keeper: Keeper) -> None:
        super().__init__(data)
        owner: Any = self.fields["owner"]
        owner.queryset = organisations_of(keeper, on=keeper.reader.today)


@login_required
def programme_new(request: HttpRequest) -> HttpResponse:
    """403 for whoever looks after no organisation."""
    keeper = keeper_of(request)
    sheet = Sheet(
        heading=say("Add a programme"),
        intro=say(
            "What is monitored as one, like a resolution of the Politburo with its action plan. It "
            "gets the usual ladder of reminders, which can be changed."
        ),
        button=say("Add the programme"),
        back=(reverse("administration"), say("Administration")),
        done=say("The programme has been entered."),
    )
    act = partial(add_programme, **keeper.who)
    return filled(request, partial(ProgrammeForm, keeper=keeper), sheet, act)
