"""Where an organisation stands: chosen first, then changed from a day on."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Block
from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.models import Organisation
from tasks import domain
from tasks.domain.merging import check_plans_mergers
from tasks.domain.placing import check_may_place
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.queries.placements import placements_of
from tracker.lib.refused import Refused

PAGE = 50


class ChooseForm(forms.Form):
    organisation = OrganisationField(
        label=gettext_lazy("Organisation"), required=False, to_field_name="code"
    )


class PlaceForm(forms.Form):
    """Filled in with where it stands today."""

    parent = OrganisationField(
        label=gettext_lazy("Belongs to"), required=False, empty_label=gettext_lazy("– none –")
    )
    block = forms.ChoiceField(label=gettext_lazy("Block"), choices=Block.choices)
    from_day = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Figures of the days before stay as they are."),
    )
    reason = TextField(label=gettext_lazy("Why"), rows=2)

    def __init__(self, data: Any, *, organisation: Organisation, reader: Reader) -> None:
        stands = {"parent": organisation.parent_id, "block": organisation.block}
        super().__init__(data, initial=stands | {"from_day": reader.today})
        others = Organisation.objects.exclude(pk=organisation.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]


@login_required
def placements(request: HttpRequest) -> HttpResponse:
    """What was changed; with an organisation in the address, its own, and the form.

    Answers 422 with what was filled in when a rule says no.
    """
    reader = reader_of(request)
    check_plans_mergers(reader.seats)
    choose = ChooseForm(request.GET)
    chosen: Any = choose.cleaned_data["organisation"] if choose.is_valid() else None
    form = _form(request, chosen, reader)
    if form and form.is_valid() and _placed(form, chosen, reader):
        messages.success(request, _("The new place has been recorded."))
        return redirect(f"{reverse('placements')}?{urlencode({'organisation': chosen.code})}")
    page = Paginator(placements_of(chosen), PAGE).get_page(request.GET.get("page"))
    context = {"choose": choose, "chosen": chosen, "form": form, "page": page}
    context["numbers"] = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    status = 422 if form and form.is_bound else 200
    return render(request, "tasks/placements.html", context, status=status)


def _form(request: HttpRequest, chosen: Organisation | None, reader: Reader) -> PlaceForm | None:
    """Raises PermissionDenied where it is not the reader's to change."""
    if chosen is None:
        return None
    check_may_place(chosen, by=reader.user, now=reader.now)
    return PlaceForm(posted(request), organisation=chosen, reader=reader)


def _placed(form: PlaceForm, chosen: Any, reader: Reader) -> bool:
    try:
        domain.place_organisation(chosen, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True
