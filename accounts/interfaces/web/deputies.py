"""A head names who acts while they are away."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.domain.deputies import end_deputy, name_deputy
from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.models import Deputy, Organisation, User
from accounts.queries import deputies_of, people_of
from tracker.lib.days import DayField
from tracker.lib.refused import Refused

CHOOSE = gettext_lazy("– choose –")


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, person: User) -> str:
        """With the user name: two people may share a name."""
        return f"{person} ({person.username})"


class DeputyForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=CHOOSE
    )
    deputy = PersonField(
        User.objects.none(), label=gettext_lazy("Who acts for you"), empty_label=CHOOSE
    )
    from_day = DayField(label=gettext_lazy("First day"))
    until_day = DayField(label=gettext_lazy("Last day"))

    def __init__(self, data: Any, *, headed: frozenset[int], user: User, on: date) -> None:
        super().__init__(data, initial={"from_day": on})
        own = Organisation.objects.filter(pk__in=headed)
        people = people_of(headed, on=on).exclude(pk=user.pk)
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]
        if len(headed) == 1:
            self.initial["organisation"] = next(iter(headed))


@login_required
def deputies(request: HttpRequest) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    headed = _headed(reader)
    form = DeputyForm(posted(request), headed=headed, user=reader.user, on=reader.today)
    if form.is_valid() and _named(form, reader):
        messages.success(request, _("The deputy has been named."))
        return redirect("deputies")
    rows = [(one, one.is_over(reader.today)) for one in deputies_of(reader.user)]
    context = {"form": form, "rows": rows, "today": reader.today}
    return render(request, "accounts/deputies.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever is not the head to whom it belongs finds nothing here."""
    reader = reader_of(request)
    deputy = get_object_or_404(Deputy, pk=pk, head=reader.user)
    try:
        end_deputy(deputy, by=reader.user, now=reader.now)
        messages.success(request, _("The deputy acts for you no more."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("deputies")


def _headed(reader: Reader) -> frozenset[int]:
    """Ids of the organisations that the reader heads. Raises PermissionDenied for none."""
    headed = reader.seats.own.where(Role.HEAD)
    if not headed:
        raise PermissionDenied
    return headed


def _named(form: DeputyForm, reader: Reader) -> bool:
    try:
        name_deputy(by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field, refused)
        return False
    return True
