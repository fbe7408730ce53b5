"""Ladders: which there are, the rungs of one in words, and what goes out on a day."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import Reader, reader_of
from notifications.interfaces.ladder_rows import RungRow, going
from notifications.queries.day_preview import DayPreview, preview_day
from notifications.queries.forecast import FARTHEST
from notifications.queries.ladder import decisions_of, kept_ladders, readable_ladders, rungs_of
from tasks.interfaces.web.fields import DayField
from tasks.models import Programme

PAGE = 100


@require_safe
@login_required
def ladders(request: HttpRequest) -> HttpResponse:
    """403 for whoever may read none."""
    reader = reader_of(request)
    found = readable_ladders(reader.user, on=reader.today)
    if not found and not reader.user.is_superuser:
        raise PermissionDenied
    return render(request, "notifications/ladders.html", {"programmes": found})


def ladder_page(request: HttpRequest, pk: int) -> tuple[Reader, Programme]:
    """Who reads, and whose ladder. 404 for whoever may not read it."""
    reader = reader_of(request)
    return reader, get_object_or_404(readable_ladders(reader.user, on=reader.today), pk=pk)


@require_safe
@login_required
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """Its rungs in the order in which they come, and what was decided about them."""
    reader, programme = ladder_page(request, pk)
    decisions = Paginator(decisions_of(programme), PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "rows": [RungRow(rung) for rung in rungs_of(programme)],
        "keeps": kept_ladders(reader.user, on=reader.today).filter(pk=programme.pk).exists(),
        "decisions": [(one, RungRow(one.rung)) for one in decisions],
        "narrowed": urlencode({"programme": programme.pk}),
        **paged(decisions),
    }
    return render(request, "notifications/ladder.html", context)


class OfDayForm(forms.Form):
    """Which day."""

    day = DayField(label=_("Day"))

    def __init__(self, data: Any, *, reader: Reader) -> None:
        super().__init__(data)
        self.last = reader.today + FARTHEST

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.last:
            raise forms.ValidationError(_("So far ahead nothing is foretold."))
        return day


@require_safe
@login_required
def ladder_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What went out on `?day=`, or would; today, where none is given."""
    reader, programme = ladder_page(request, pk)
    form = OfDayForm(request.GET if "day" in request.GET else None, reader=reader)
    day = form.cleaned_data["day"] if form.is_valid() else reader.today
    context: dict[str, Any] = {"programme": programme, "form": form, "today": reader.today}
    if not form.is_bound:
        context["form"] = OfDayForm({"day": day.isoformat()}, reader=reader)
    if not form.errors:
        context |= shown(preview_day(programme, day, now=reader.now), request, reader)
        context["narrowed"] = urlencode({"programme": programme.pk, "day": day.isoformat()})
    return render(request, "notifications/ladder_preview.html", context)


def shown(preview: DayPreview, request: HttpRequest, reader: Reader) -> dict[str, Any]:
    """A page of a day's notices, by person."""
    page = Paginator(preview.entries, PAGE).get_page(request.GET.get("page"))
    rows = going(preview, list(page.object_list), reader)
    return {"preview": preview, "rows": rows, **paged(page)}


def paged(page: Any) -> dict[str, Any]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return {"page": page, "numbers": numbers}
