"""The calendar of deadlines: a month at a glance, each day with what is due on it."""

import calendar
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader, reader_of
from tasks.interfaces.web.fields import OrganisationField
from tasks.models import Programme, Workday
from tasks.models.workdays import FIRST_DAY, LAST_DAY
from tasks.queries.deadlines import DueDay, due_days
from tasks.queries.listing import filtered_tasks
from tasks.queries.workdays import calendar_days
from tracker.lib.choosing import OneOf

MONTHS = ["%m/%Y", "%Y-%m", "%Y-%m-%d"]


class MonthInput(forms.DateInput):
    """12/2025 to be typed; a browser's own field would name the month in its own language."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%m/%Y")

    def format_value(self, value: Any) -> str | None:
        with suppress(TypeError, ValueError):
            value = date.fromisoformat(f"{value}-01")
        return super().format_value(value)


class MonthField(forms.DateField):
    """A month, as its first day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=MonthInput(), input_formats=MONTHS, **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("There is no calendar of this month."), code="no_month")
        return day and day.replace(day=1)


class MonthForm(forms.Form):
    month = MonthField(label=_("Month"), required=False)
    organisation = OrganisationField(
        label=_("Organisation"), required=False, empty_label=_("– all –")
    )
    programme = OneOf(
        Programme.objects.all(), label=_("Programme"), required=False, empty_label=_("– all –")
    )


@dataclass(frozen=True)
class Square:
    """A day of the month, as it is drawn."""

    workday: Workday
    due: DueDay

    @property
    def day(self) -> date:
        return self.workday.day


@login_required
def deadlines(request: HttpRequest) -> HttpResponse:
    """One month, by default the present one, of the tasks that the reader may see."""
    reader = reader_of(request)
    form = MonthForm(request.GET or None)
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    first = said.pop("month", None) or reader.today.replace(day=1)
    weeks = _weeks(first, reader, {name: value for name, value in said.items() if value})
    context = {
        "form": MonthForm(request.GET or {"month": first.strftime("%Y-%m")}),
        "first": first,
        "last": _end(first),
        "weeks": weeks,
        "total": sum(square.due.total for week in weeks for square in week if square),
        "before": _month_or_none(first - timedelta(days=1)),
        "after": _month_or_none(_end(first) + timedelta(days=1)),
        "today": reader.today,
    }
    return render(request, "tasks/deadlines.html", context)


def _weeks(first: date, reader: Reader, asked: dict[str, Any]) -> list[list[Square | None]]:
    """The weeks of the month, from Monday on; days of other months are None."""
    last = _end(first)
    narrowed: dict[str, Any] = {"due_from": first, "due_to": last} | asked
    due = due_days(filtered_tasks(reader.user, on=reader.today, **narrowed))
    days = {one.day: Square(one, due.get(one.day, DueDay())) for one in calendar_days(first, last)}
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[days.get(day) for day in week] for week in weeks]


def _end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _month_or_none(day: date) -> date | None:
    return day.replace(day=1) if FIRST_DAY <= day <= LAST_DAY else None
