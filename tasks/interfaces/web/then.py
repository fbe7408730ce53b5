"""The panel on the page of a task that says what it was on a past day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.enums import Knowledge
from tasks.interfaces.web.fields import DayField
from tasks.models import Task
from tasks.queries.then import task_then
from tracker.lib.refused import Refused


class ThenForm(forms.Form):
    as_of = DayField(label=_("As of"))
    knowledge = forms.TypedChoiceField(
        label=_("Knowledge"),
        choices=Knowledge.choices,
        coerce=Knowledge,
        required=False,
        empty_value=Knowledge.HAPPENED,
    )


def as_of(task: Task, given: Any, *, today: date) -> dict[str, Any]:
    """The form, and `then`: what the address asks for, if it asks for a day. None for a group."""
    if task.is_group:
        return {}
    form = ThenForm(given if "as_of" in given else None)
    found: dict[str, Any] = {"then_form": form}
    if form.is_valid():
        said = form.cleaned_data
        try:
            found["then"] = task_then(
                task, day=said["as_of"], knowledge=said["knowledge"], today=today
            )
        except Refused as no:
            form.add_error("as_of", no)
    return found
