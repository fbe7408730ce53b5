"""Which list is asked for behind a figure: the question of the figure, and a class of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.domain.rates import question_of
from reports.interfaces.asking.rates import QuestionForm
from reports.rules.report import Question
from tasks.enums import Participation, Reporting, Standing
from tracker.lib.refused import Refused

# How the figures were laid out says nothing about what they count.
LAID_OUT = ("by", "across", "rank", "least", "since")
STANDINGS = [
    ("in_time", _("In time (all)")),
    ("completed", _("Completed (all)")),
    *Standing.choices,
]


class _ListForm(QuestionForm):
    """Everything may be left out; what says how figures are laid out is not looked at."""

    unasked: tuple[str, ...] = LAID_OUT

    def __init__(self, data: Any, **words: Any) -> None:
        super().__init__(data, **words)
        for name in self.unasked:
            self.fields.pop(name, None)


class JoinedForm(_ListForm):
    """The tasks of a figure by participation."""

    unasked = (*LAID_OUT, "participation")
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("– all –")), *STANDINGS]
    )

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"participation": Participation.JOINED}


class DueReportsForm(_ListForm):
    """The reports due on regular tasks, counted with who led the task."""

    unasked = (*LAID_OUT, "participation", "deadline")
    reporting = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("– all –")), *Reporting.choices]
    )


def asked_by(
    form: _ListForm, name: str, *, now: datetime, within: frozenset[int]
) -> tuple[Question, str] | None:
    """The question, and the class that the field `name` chooses; None where the form says why."""
    if not form.is_valid():
        return None
    chosen = str(form.cleaned_data.pop(name))
    question = question_asked(form, now=now, within=within)
    return None if question is None else (question, chosen)


def question_asked(form: QuestionForm, *, now: datetime, within: frozenset[int]) -> Question | None:
    """The question that all fields of `form` word; None where the form says why not."""
    if not form.is_valid():
        return None
    try:
        return question_of(now=now, within=within, **form.cleaned_data)
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return None
