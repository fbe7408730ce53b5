"""A clause is worded anew, moved or taken out: beside the entering of its tasks, or on a page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.interfaces.web.reader import posted
from tasks import domain
from tasks.domain.clauses import check_may_change, why_kept
from tasks.interfaces.web.desk import Desk, address_of, clause_at_work, desk_of
from tasks.interfaces.web.fields import TextField
from tasks.models import Clause
from tasks.queries.clauses import changes_of
from tracker.lib.refused import Refused

FIRST = "0"


class ClauseEditForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Clause"), max_length=40)
    text = TextField(label=gettext_lazy("Text"), rows=2)
    after = forms.ChoiceField(label=gettext_lazy("Stands after"))

    def __init__(self, data: Any, *, clause: Clause) -> None:
        ordered = list(clause.instrument.clauses.all())
        at = ordered.index(clause)
        self.others = {str(one.pk): one for one in ordered if one != clause}
        before = str(ordered[at - 1].pk) if at else FIRST
        words = {"number": clause.number, "text": clause.text, "after": before}
        super().__init__(data, initial=words, auto_id=f"id_clause{clause.pk}_%s")
        named = ((pk, one.number) for pk, one in self.others.items())
        choices = [(FIRST, _("– none: it is the first –")), *named]
        self.fields["after"].choices = choices  # type: ignore[attr-defined]
        self.fields["number"].widget.attrs["autofocus"] = True

    def clean_after(self) -> Clause | None:
        return self.others.get(self.cleaned_data["after"])


@login_required
def clause_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, in the place of the clause or as a page; a POST changes it."""
    clause = get_object_or_404(Clause.objects.select_related("instrument"), pk=pk)
    desk = desk_of(request, clause.instrument)
    check_may_change(clause, **desk.who)
    form = ClauseEditForm(posted(request), clause=clause)
    if form.is_valid() and _edited(desk, clause, form):
        return _back(desk, clause)
    found = {"clause": clause, "form": form, "kept": why_kept(clause), "live": desk.is_live}
    context = desk.common | found
    status = 422 if form.is_bound else 200
    if desk.is_live:
        return render(request, "tasks/_clause_form.html", context, status=status)
    context["changes"] = changes_of(clause)
    return render(request, "tasks/clause_edit.html", context, status=status)


@login_required
@require_POST
def clause_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads on to the clauses that are left."""
    clause = get_object_or_404(Clause.objects.select_related("instrument"), pk=pk)
    desk = desk_of(request, clause.instrument)
    try:
        domain.remove_clause(clause, **desk.who)
    except Refused as refused:
        messages.error(request, f"{clause.number}: {refused.messages[0]}")
        return redirect(address_of(desk, clause))
    messages.success(request, _("Clause %(number)s has been removed.") % {"number": clause.number})
    return redirect(address_of(desk))


def _edited(desk: Desk, clause: Clause, form: ClauseEditForm) -> bool:
    words = dict(form.cleaned_data)
    after = words.pop("after")
    try:
        with transaction.atomic():
            domain.edit_clause(clause, **desk.who, **words)
            if "after" in form.changed_data:
                domain.move_clause(clause, **desk.who, after=after)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True


def _back(desk: Desk, clause: Clause) -> HttpResponse:
    clause.refresh_from_db()
    if desk.is_live:
        return clause_at_work(desk, clause)
    messages.success(desk.request, _("The clause has been changed."))
    return redirect(address_of(desk, clause))
