"""What co-agencies hand in about their parts, and how a lead hands a task down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from tasks import domain
from tasks.enums import Act, DeliverableKind
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.fields import DayField, OrganisationField, PersonField, TextField
from tasks.queries.posts import people_in, units_of
from tasks.rules.parts import JoinedPart, joined_now
from tasks.rules.permissions import reports_for


class _OfAPart(ActForm):
    """About the part of one organisation; which one is asked only where several fit."""

    organisation = OrganisationField(label=_("Co-agency"))

    def prepare(self) -> None:
        found = [part.organisation for part in joined_now(self.task) if self.is_meant(part)]
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=found)
        if len(found) == 1:
            field.disabled = True
            self.initial["organisation"] = found[0]
        if "on" in self.fields:
            self.initial.setdefault("on", self.reader.today)

    def is_meant(self, part: JoinedPart) -> bool:
        """One of the reader's own, not reported as done."""
        return reports_for(self.reader.seats, part.organisation) and not part.is_done


class PartProgress(_OfAPart):
    act, heading = Act.PART_PROGRESS, _("Report on our part")
    done = _("The progress of the part has been recorded.")

    percent = forms.IntegerField(label=_("Per cent done"), required=False)
    narrative = TextField(label=_("What was done"))
    on = DayField(label=_("As of"), required=False)

    def perform(self, **words: Any) -> object:
        return domain.report_part(self.task, **self.who, **words)


class PartDone(_OfAPart):
    act, heading = Act.PART_DONE, _("Our part is done")
    done = _("The part has been reported as done.")

    product_kind = forms.ChoiceField(label=_("Product"), choices=DeliverableKind.choices)
    product_number = forms.CharField(label=_("Number of the product"), max_length=120)
    product_date = DayField(label=_("Date of the product"))
    product_title = TextField(label=_("Title of the product"), required=False, rows=2)
    on = DayField(label=_("Completed on"))
    note = TextField(label=_("Note to the lead"), required=False, rows=2)

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("product_kind", DeliverableKind.DOCUMENT)

    def perform(self, **words: Any) -> object:
        return domain.finish_part(self.task, **self.who, **words)


class PartReturn(_OfAPart):
    act, heading = Act.PART_RETURN, _("Return a part")
    done = _("The part has been returned to the co-agency.")

    reason = TextField(label=_("Why, and what has to be mended"))

    def is_meant(self, part: JoinedPart) -> bool:
        return part.is_done

    def perform(self, **words: Any) -> object:
        return domain.return_part(self.task, **self.who, **words)


class HandDown(ActForm):
    act, heading = Act.HAND_DOWN, _("Hand to a unit or officer")
    done = _("The task has been handed down; the organisation still leads.")
    explains = _("The organisation still leads, and answers for the task.")

    unit = OrganisationField(
        label=_("Unit"),
        required=False,
        empty_label=_("– as it is –"),
        help_text=_("To take the task back from a unit, choose the organisation itself."),
    )
    officer = forms.ModelChoiceField(User.objects.none(), label=_("Officer"))
    note = TextField(label=_("Note"), required=False, rows=2)

    def prepare(self) -> None:
        lead, today = self.task.lead_id, self.reader.today
        if lead is None:
            return
        units = units_of(lead, on=today) | Organisation.objects.filter(pk=lead)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        officer = PersonField(on=today, label=_("Officer"), required=False)
        officer.queryset = people_in(lead, on=today).prefetch_related("memberships__organisation")
        self.fields["officer"] = officer
        self.initial.setdefault("unit", self.task.unit_id)
        self.initial.setdefault("officer", self.task.officer_id)

    def perform(self, **words: Any) -> object:
        return domain.hand_down(self.task, **self.who, **words)
