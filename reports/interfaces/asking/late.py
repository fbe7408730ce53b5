"""The question of the late-recording report, as a person types it: on the page and by command."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from reports.domain.lateness import late_question, late_recording
from reports.interfaces.asking.rates import named_field
from reports.rules.lateness import LateQuestion, LateReport
from tasks.models import Programme
from tracker.lib.days import DayField
from tracker.lib.refused import Refused

# What can be counted, by name: as `COUNTED` of the rules has it.
COUNTS = [
    ("recorded", _("Facts recorded")),
    ("late", _("Late")),
    ("on_time", _("On time")),
    ("days_1_3", _("1–3 days")),
    ("days_4_10", _("4–10 days")),
    ("days_11_30", _("11–30 days")),
    ("days_over_30", _("Over 30 days")),
    ("reasoned", _("With a reason")),
    ("unreasoned", _("Without a reason")),
]


class PeriodForm(forms.Form):
    """Everything is optional: by default the last thirty days of all programmes."""

    from_day = DayField(label=_("Recorded from"), required=False)
    to_day = DayField(label=_("Recorded until"), required=False)
    programme = named_field(Programme.objects.all(), "code", _("Programme"), _("all programmes"))
    organisation = named_field(
        Organisation.objects.all(), "code", _("Organisation"), _("all organisations")
    )

    def __init__(self, data: Any, *, programmes: QuerySet[Programme] | None = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        if programmes is not None:
            self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class LateFactsForm(PeriodForm):
    """The facts of one of its counts."""

    counted = forms.ChoiceField(label=_("What is counted"), choices=COUNTS)


def late_facts_asked(
    form: LateFactsForm, *, now: datetime, within: frozenset[int]
) -> tuple[LateQuestion, str] | None:
    """The question and the count; None where the form says why not."""
    if not form.is_valid():
        return None
    words = dict(form.cleaned_data)
    counted = str(words.pop("counted"))
    try:
        return late_question(now=now, within=within, **words), counted
    except Refused as no:
        form.add_error(no.field, no.message)
        return None


def late_answer(
    form: PeriodForm, *, now: datetime, within: frozenset[int] | None = None
) -> LateReport | None:
    """The report that `form` asks for; None where it cannot be asked: the form then says why."""
    if not form.is_valid():
        return None
    try:
        return late_recording(now=now, within=within, **form.cleaned_data)
    except Refused as no:
        form.add_error(no.field, no.message)
        return None
