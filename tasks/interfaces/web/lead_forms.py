"""What the lead of a task hands in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks import domain
from tasks.enums import Act
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.interfaces.web.obstacles import suggest_who_answers
from tasks.templatetags.task_words import day


class Progress(ActForm):
    act, heading, done = Act.PROGRESS, _("Report progress"), _("The progress has been recorded.")

    percent = forms.IntegerField(label=_("Per cent done"), required=False)
    count = forms.IntegerField(label=_("Done so far"), required=False, min_value=0)
    narrative = TextField(label=_("What was done"), required=False)
    on = DayField(label=_("As of"), required=False)
    obstacle = TextField(label=_("What stands in the way"), required=False, rows=2)
    asked = OrganisationField(label=_("Who must answer"), required=False)
    answer_by = DayField(label=_("Answer by"), required=False)

    def prepare(self) -> None:
        self.initial.setdefault("on", self.reader.today)
        suggest_who_answers(self)
        target = self.task.deliverable_count
        if target and target > 1:
            self.fields["count"].help_text = _("of %(count)d %(measure)s") % {
                "count": target,
                "measure": self.task.deliverable_measure,
            }
            self.fields["percent"].help_text = _("Empty if you give the count.")
        else:
            del self.fields["count"]

    def perform(self, **words: Any) -> object:
        return domain.report_progress(self.task, **self.who, **words)


class AskExtension(ActForm):
    act, heading = Act.ASK_EXTENSION, _("Ask for an extension")
    done = _("The request has been sent; the secretary or the head of the authority decides.")

    new_deadline = DayField(label=_("New deadline"))
    reason = TextField(label=_("Why"))
    on = DayField(
        label=_("Asked on"),
        required=False,
        help_text=_("If it was asked in writing on an earlier day, that day."),
    )
    late_reason = TextField(label=_("Why it is recorded late"), required=False, rows=2)

    def prepare(self) -> None:
        self.fields["new_deadline"].help_text = _("Deadline now: %(day)s") % {
            "day": day(self.task.deadline)
        }

    def perform(self, **words: Any) -> object:
        return domain.ask_extension(self.task, **self.who, **words)
