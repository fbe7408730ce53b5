"""The theme of a clause: changed from a day on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.domain.clauses import check_may_change
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.fields import DayField, TextField
from tasks.models import Clause, Theme
from tasks.queries.themes import rethemings_of
from tracker.lib.refused import Refused


class ThemeForm(forms.Form):
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label=gettext_lazy("Theme"),
        required=False,
        empty_label=gettext_lazy("– none –"),
    )
    from_day = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Figures of the days before stay as they are."),
    )
    reason = TextField(label=gettext_lazy("Why"), rows=2)


@login_required
def clause_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY)
    clause = get_object_or_404(Clause.objects.select_related("instrument", "theme"), pk=pk)
    check_may_change(clause, by=reader.user, now=reader.now)
    form = ThemeForm(posted(request), initial={"theme": clause.theme_id, "from_day": reader.today})
    if form.is_valid() and _rethemed(clause, form, reader):
        messages.success(request, _("The theme of the clause has been changed."))
        return redirect("clause_theme", pk=pk)
    context = {"clause": clause, "form": form, "changes": rethemings_of(clause)}
    return render(request, "tasks/clause_theme.html", context, status=422 if form.is_bound else 200)


def _rethemed(clause: Clause, form: Any, reader: Reader) -> bool:
    try:
        domain.retheme(clause, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True
