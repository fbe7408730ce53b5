"""An organisation is entered, or called otherwise."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.domain.organisations import add_organisation, rename_organisation
from accounts.enums import Block, OrganisationKind
from accounts.interfaces.web.administering import (
    CHOOSE,
    Keeper,
    Sheet,
    filled,
    keeper_of,
    organisations_of,
)
from accounts.interfaces.web.people.noted import Noted
from accounts.models import Organisation
from accounts.queries.organisations import changes_of
from tracker.lib.days import DayField


class NameForm(forms.Form):
    name = forms.CharField(label=_("Vietnamese name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200)


class NewForm(NameForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Za-z0-9-]+$", _("Letters, digits and hyphens only."))],
        help_text=_("Short, in capitals, like BKHCN; it stays as it is."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", CHOOSE), *OrganisationKind.choices])
    block = forms.ChoiceField(
        label=_("Block"),
        choices=[("", CHOOSE), *Block.choices],
        help_text=_("With whom it is counted in the rates."),
    )
    parent = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Part of"),
        required=False,
        empty_label=_("– none –"),
    )
    alive_from = DayField(label=_("Exists from"))
    field_order = ("name", "name_en", "code", "kind", "block", "parent", "alive_from")

    def __init__(self, data: Any, *, keeper: Keeper) -> None:
        super().__init__(data, initial={"alive_from": keeper.reader.today})
        above = organisations_of(keeper).exclude(alive_until__lt=keeper.reader.today)
        parent: Any = self.fields["parent"]
        parent.queryset, parent.required = above, keeper.scope.organisations is not None


@login_required
def organisation_new(request: HttpRequest) -> HttpResponse:
    keeper = keeper_of(request)
    sheet = Sheet(
        heading=say("Add an organisation"),
        intro=say(
            "One that takes over from another is entered here first; then the merger is planned."
        ),
        button=say("Add the organisation"),
        back=(reverse("organisations_kept"), say("List of organisations")),
        done=say("The organisation has been entered. Now give somebody a role in it."),
    )
    act = partial(add_organisation, **keeper.who)
    return filled(request, partial(NewForm, keeper=keeper), sheet, act)


@login_required
def organisation_rename(request: HttpRequest, code: str) -> HttpResponse:
    """With what it was called before. 404 for one that the reader does not look after."""
    keeper = keeper_of(request)
    found = get_object_or_404(organisations_of(keeper), code=code)
    sheet = Sheet(
        heading=say("Rename %(organisation)s") % {"organisation": found},
        intro=say(
            "It is called so from now on, everywhere. One that becomes another by a merger is not "
            "renamed: enter the new one, and plan the merger."
        ),
        button=say("Rename"),
        back=(reverse("organisations_kept"), say("List of organisations")),
        done=say("The organisation has been renamed."),
        changes=tuple(Noted(change) for change in changes_of(found)),
    )
    form = partial(NameForm, initial={"name": found.name, "name_en": found.name_en})
    return filled(request, form, sheet, partial(rename_organisation, found, **keeper.who))
