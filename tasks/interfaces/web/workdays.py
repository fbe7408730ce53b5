"""The calendar of working days: a year at a glance, a change of it, and how a count came about."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.domain.workdays import check_keeps_calendar, keeps_calendar
from tasks.interfaces.calendar_changes import DayChange, change_asked
from tasks.interfaces.web.fields import DayField, TextField
from tasks.models.workdays import FIRST_DAY, LAST_DAY
from tasks.queries.workdays import decisions, explained, told_days, working_calendar
from tasks.rules.workdays import Change, Moved, Told
from tracker.lib.refused import Refused

LONGEST = 1100  # so many days are explained at once


class YearForm(forms.Form):
    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=FIRST_DAY.year, max_value=LAST_DAY.year
    )


@login_required
def working_days(request: HttpRequest) -> HttpResponse:
    """One year, by default the present one: each day, and what is otherwise than in any week."""
    reader = reader_of(request)
    form = YearForm(request.GET)
    year = form.cleaned_data["year"] if form.is_valid() else reader.today.year
    days = told_days(date(year, 1, 1), date(year, 12, 31))
    context = {
        "year": year,
        "form": YearForm(initial={"year": year}),
        "months": _months(year, days),
        "week": [date(2024, 1, number) for number in range(1, 8)],
        "special": [one for one in days if one.is_special or one.workday.holiday],
        "worked": sum(one.is_workday for one in days),
        "decisions": decisions().filter(day__year=year).order_by("-pk"),
        "keeps": keeps_calendar(reader.user, on=reader.today),
        "today": reader.today,
        "before": year - 1 if year > FIRST_DAY.year else None,
        "after": year + 1 if year < LAST_DAY.year else None,
    }
    return render(request, "tasks/working_days.html", context)


def _months(year: int, days: Iterable[Told]) -> list[dict[str, Any]]:
    """Each month with its weeks of seven days, those of other months left out."""
    told = {one.day: one for one in days}
    weeks = calendar.Calendar()
    return [
        {
            "first": date(year, month, 1),
            "weeks": [
                [told[day] if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        }
        for month in range(1, 13)
    ]


class ChangeForm(forms.Form):
    """What is to become of which day."""

    day = DayField(label=gettext_lazy("Day"))
    kind = forms.ChoiceField(label=gettext_lazy("Is to be"), choices=DayChange.choices)
    worked = DayField(
        label=gettext_lazy("Worked instead"),
        required=False,
        help_text=gettext_lazy("Only where two days are swapped."),
    )

    def change(self) -> Change | None:
        """None where there is none, and the form says why."""
        if not self.is_valid():
            return None
        try:
            return change_asked(**self.cleaned_data)
        except Refused as refused:
            self.blame(refused)
            return None

    def blame(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused)


class DecideForm(forms.Form):
    """By which decision, and why."""

    number = forms.CharField(
        label=gettext_lazy("Number of the decision"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Not needed to withdraw one."),
    )
    reason = TextField(label=gettext_lazy("Why"), rows=2)


@login_required
def working_days_change(request: HttpRequest) -> HttpResponse:
    """What a change would do, asked for in the address; sent as a form, it is decided."""
    reader = reader_of(request)
    check_keeps_calendar(reader.user, on=reader.today)
    form = ChangeForm(request.GET or None)
    change = form.change()
    moved = None if change is None else _previewed(change, form, reader)
    if change is None or moved is None:
        return render(request, "tasks/working_days_change.html", {"form": form})
    decide = DecideForm(posted(request))
    if decide.is_valid() and _decided(change, decide, reader):
        messages.success(request, _("The calendar has been changed."))
        return redirect(f"{reverse('working_days')}?year={change[0].day.year}")
    context = {"form": form, "decide": decide, "change": change, "moved": moved}
    status = 422 if decide.is_bound else 200
    return render(request, "tasks/working_days_change.html", context, status=status)


def _previewed(change: Change, form: ChangeForm, reader: Reader) -> list[Moved] | None:
    try:
        return domain.preview_decision(change, by=reader.user, now=reader.now)
    except Refused as refused:
        form.blame(refused)
        return None


def _decided(change: Change, form: DecideForm, reader: Reader) -> bool:
    try:
        domain.decide(change, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True


class ExplainForm(forms.Form):
    """From which day to which, or how many working days on."""

    days = forms.IntegerField(
        label=gettext_lazy("Working days"), min_value=-250, max_value=250, required=False
    )
    until = DayField(label=gettext_lazy("or until"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        start = DayField(label=gettext_lazy("After the day"))
        self.fields = {"from": start} | self.fields  # a word that cannot be a name here

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, until, days = given.get("from"), given.get("until"), given.get("days")
        if start and until is None and days is not None:
            given["until"] = until = working_calendar().add_workdays(start, days)
        if start and until is None and not self.errors:
            self.add_error("days", _("Say how many, or until when."))
        if start and until:
            _check_stretch(min(start, until), max(start, until))
        return given

    def ends(self) -> tuple[date, date]:
        """The earlier and the later of both days."""
        one, other = self.cleaned_data["from"], self.cleaned_data["until"]
        return min(one, other), max(one, other)


def _check_stretch(first: date, last: date) -> None:
    if first < FIRST_DAY or last > LAST_DAY or (last - first).days > LONGEST:
        raise forms.ValidationError(
            _("The calendar does not reach so far, or too many days are asked for.")
        )


@login_required
def workdays_explained(request: HttpRequest) -> HttpResponse:
    """How a number of working days, or the day to which it leads, came about."""
    reader_of(request)
    form = ExplainForm(request.GET or None)
    found = explained(*form.ends()) if form.is_valid() else None
    context = {"form": form, "explanation": found}
    return render(request, "tasks/workdays_explained.html", context)
