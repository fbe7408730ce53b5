"""A secretary changes the course of a task: another lead, parts, a duplicate, a mistake."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tasks import domain
from tasks.enums import Act
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.fields import OrganisationField, PersonField, SuggestingInput, TextField
from tasks.interfaces.web.rows import parts_of_task, split_rows
from tasks.interfaces.web.secretary_forms import StopForm
from tasks.models import Task
from tasks.queries.relatives import possible_originals


class Reassign(StopForm):
    act, heading = Act.REASSIGN, _("Give to another lead")
    done = _("The task has been given to another lead.")
    explains = _(
        "From this day the new lead owes the task. Past figures stay with the former lead, which "
        "can still see it. The officer goes; unless you name one of the new lead, it is unclear."
    )
    field_order = ("lead", "officer", "reason", "instrument", "on")

    lead = forms.Field()
    officer = forms.Field()

    def prepare(self) -> None:
        super().prepare()
        today = self.reader.today
        self.fields["lead"] = OrganisationField(on=today, label=_("New lead"))
        self.fields["officer"] = PersonField(on=today, label=_("Officer in charge"), required=False)

    def perform(self, **words: Any) -> object:
        return domain.reassign(self.task, **self.who, **words)


class Split(StopForm):
    act, heading, done = Act.SPLIT, _("Split into parts"), _("The task has been split.")
    explains = _(
        "From this day the parts are owed instead of the task. Each has its deadlines, the first "
        "among them, and can be due earlier, not later. What waits for a decision lapses."
    )

    def prepare(self) -> None:
        super().prepare()
        data = self.data if self.is_bound else None
        self.rows = split_rows(data, on=self.reader.today)

    def is_valid(self) -> bool:
        rows_hold = bool(self.rows.is_valid())
        return super().is_valid() and rows_hold

    def perform(self, **words: Any) -> object:
        return domain.split(self.task, **self.who, parts=parts_of_task(self.rows), **words)


class Merge(StopForm):
    act, heading = Act.MERGE, _("Merge as a duplicate")
    done = _("The duplicate has been merged.")
    explains = _(
        "The task is owed no longer from this day; the other one stands for it. What was handed "
        "in stays here, and what waits for a decision lapses."
    )
    field_order = ("into", "reason", "on", "instrument")

    into = forms.CharField(label=_("Code of the task that stays"), max_length=40)

    def prepare(self) -> None:
        super().prepare()
        self.fields["instrument"].required = False
        found = possible_originals(self.task)[:50]
        self.fields["into"].widget = SuggestingInput([(one.code, one.title) for one in found])

    def clean_into(self) -> Task:
        code = self.cleaned_data["into"].strip()
        found = Task.objects.filter(programme=self.task.programme_id, code=code).first()
        if found is None:
            raise forms.ValidationError(
                say("No task here has the code “%(value)s”.") % {"value": code}
            )
        return found

    def perform(self, **words: Any) -> object:
        return domain.merge(self.task, **self.who, **words)


class Discard(ActForm):
    act, heading = Act.DISCARD, _("Take out as a mistake")
    done = _("The task has been taken out.")
    explains = _(
        "For what should never have been entered. It is not owed from today on; what it was "
        "before stays in the figures of those days, and its history stays."
    )

    reason = TextField(label=_("Why it is a mistake"))

    def perform(self, **words: Any) -> object:
        return domain.discard(self.task, **self.who, **words)
