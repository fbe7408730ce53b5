"""A change of a ladder: asked for in the address, shown first, decided by a post."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.interfaces.web.reader import Reader, posted
from notifications.domain.ladder_changes import change_ladder, check_keeps_ladder
from notifications.domain.ladder_preview import (
    DayEffect,
    Effect,
    preview_change,
    preview_changed_day,
)
from notifications.interfaces.ladder_forms import (
    MAKING,
    DecideForm,
    RungForm,
    WhichForm,
    change_of,
    rung_form,
)
from notifications.interfaces.ladder_rows import RungRow
from notifications.interfaces.web.ladders import OfDayForm, ladder_page, shown
from notifications.rules.ladder import LadderChange
from notifications.rules.ladder_words import unsaved
from tasks.models import Programme
from tracker.lib.refused import Refused

PAGE = "notifications/ladder_change.html"


@login_required
def ladder_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What a change would do; sent as a form, it is decided. 403 for whoever only reads."""
    reader, programme = ladder_page(request, pk)
    check_keeps_ladder(reader.user, programme, on=reader.today)
    which = WhichForm(request.GET, programme=programme)
    if not which.is_valid():
        return redirect("ladder", pk=programme.pk)
    form = rung_form(request.GET, which.cleaned_data)
    context = {"programme": programme, "which": which, "form": form, "heading": _heading(which)}
    context["makes"] = which.cleaned_data["kind"] in MAKING
    change = _asked(which, form)
    effect = change and _effect(programme, change, which, form, reader)
    if not (change and effect):
        return render(request, PAGE, context)
    decide = DecideForm(posted(request))
    if decide.is_valid() and _decided(programme, change, decide, reader):
        messages.success(request, _("The ladder has been changed."))
        return redirect("ladder", pk=programme.pk)
    context |= _told(change) | {"effect": effect, "decide": decide}
    context |= {"effect_rows": [_row(one, effect) for one in effect.days]}
    context["asked"] = [pair for pair in _pairs(request.GET) if pair[0] not in {"day", "page"}]
    context |= _of_day(request, programme, change, reader)
    return render(request, PAGE, context, status=422 if decide.is_bound else 200)


def _heading(which: WhichForm) -> str:
    kinds = dict(which.fields["kind"].choices)  # type: ignore[attr-defined]
    return str(kinds[which.cleaned_data["kind"]])


def _asked(which: WhichForm, form: RungForm) -> LadderChange | None:
    """None where it is not said yet, or makes no rung: the form then says why."""
    if which.cleaned_data["kind"] not in MAKING:
        return change_of(which.cleaned_data, None)
    return change_of(which.cleaned_data, form.new_rung()) if form.is_valid() else None


def _effect(
    programme: Programme, change: LadderChange, which: WhichForm, form: RungForm, reader: Reader
) -> Effect | None:
    """None where a rule says no: the form then says why."""
    try:
        return preview_change(programme, change, by=reader.user, now=reader.now)
    except Refused as refused:
        asked = form if form.is_bound else which
        asked.add_error(refused.field if refused.field in asked.fields else None, refused)
        return None


def _row(one: DayEffect, effect: Effect) -> dict[str, Any]:
    readers = sorted(str(effect.people[pk]) for pk in one.people)
    return {"day": one.day, "more": one.more, "fewer": one.fewer, "readers": readers}


def _pairs(given: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in given.lists() for value in values]


def _told(change: LadderChange) -> dict[str, Any]:
    """What is to come and what is to go, in words."""
    comes = unsaved(change.adds) if change.adds else change.restores
    goes = change.retires
    return {"comes": comes and RungRow(comes), "goes": goes and RungRow(goes)}


def _of_day(
    request: HttpRequest, programme: Programme, change: LadderChange, reader: Reader
) -> dict[str, Any]:
    """One day in full by the changed ladder, if one is asked for."""
    form = OfDayForm(request.GET if "day" in request.GET else None, reader=reader)
    if not form.is_valid():
        return {"of_day": form}
    day = form.cleaned_data["day"]
    who: dict[str, Any] = {"by": reader.user, "now": reader.now}
    found = preview_changed_day(
        programme, change, day, lambda preview: shown(preview, request, reader), **who
    )
    return {"of_day": form, "today": reader.today, **found}


def _decided(programme: Programme, change: LadderChange, form: DecideForm, reader: Reader) -> bool:
    try:
        change_ladder(programme, change, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True
