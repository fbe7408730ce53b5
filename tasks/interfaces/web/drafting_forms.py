"""What a task says: the six clarities as a form, for a draft and for mending one later."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Block, OrganisationKind
from accounts.models import Organisation
from tasks.enums import DeliverableKind, Rhythm, Status
from tasks.interfaces.web.fields import DayField, OrganisationField, PersonField, TextField
from tasks.models import Programme, Task
from tracker.lib.refused import Refused

GROUPS = [
    ("", _("one organisation, the lead above")),
    ("ministries", _("every ministry and ministerial-level agency")),
    ("provinces", _("every province and city")),
    ("chosen", _("those chosen below")),
]
MINISTRIES = (OrganisationKind.MINISTRY, OrganisationKind.MINISTERIAL_AGENCY)


class WordsForm(forms.Form):
    """The six clarities."""

    title = TextField(label=_("Task"), rows=2)
    lead = forms.Field()
    officer = forms.Field()
    authority = forms.Field()
    deliverable_kind = forms.ChoiceField(
        label=_("Deliverable"),
        required=False,
        choices=[("", _("– choose –")), *DeliverableKind.choices],
    )
    deliverable_measure = forms.CharField(label=_("Measured in"), required=False, max_length=120)
    deliverable_count = forms.IntegerField(label=_("How many"), required=False, min_value=1)
    deadline_text = forms.CharField(
        label=_("Deadline as written"),
        required=False,
        max_length=120,
        help_text=_(
            "“Quý IV/2025”, “trước 15/12/2025”, “hằng quý” …: the fields beside it are filled in "
            "from it."
        ),
    )
    deadline = DayField(label=_("Deadline"), required=False)
    is_regular = forms.BooleanField(label=_("Regular, without a deadline"), required=False)
    rhythm = forms.ChoiceField(
        label=_("Reporting rhythm"),
        required=False,
        choices=[("", _("– choose –")), *Rhythm.choices],
        help_text=_("Only for regular tasks, which have no deadline."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = OrganisationField(on=on, label=_("Lead"), required=False)
        self.fields["officer"] = PersonField(on=on, label=_("Officer in charge"), required=False)
        self.fields["authority"] = OrganisationField(
            label=_("Authority that decides and signs"), required=False
        )

    def refuse(self, refused: Refused) -> None:
        """Show the refusal at its field, or on top where there is none."""
        self.add_error(refused.field if refused.field in self.fields else None, refused)


class DraftForm(WordsForm):
    """A new task, or one for each member of a group."""

    field_order = ["programme", "code", "title", "lead", "group", "members"]

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("Leave it empty to get the next one of the programme."),
    )
    group = forms.ChoiceField(label=_("Given to"), choices=GROUPS, required=False)
    reason = TextField(
        label=_("Why it is assigned although it is not clear"), rows=2, required=False
    )

    def __init__(
        self, *args: Any, on: date, programmes: Any, chosen: Programme | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.on = on
        initial = chosen or programmes.first()
        self.fields["programme"] = forms.ModelChoiceField(
            programmes, label=_("Programme"), empty_label=None, initial=initial
        )
        self.fields["members"] = forms.ModelMultipleChoiceField(
            Organisation.objects.alive_on(on),
            label=_("Members of the group"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("group") == "chosen" and not said.get("members"):
            self.add_error("members", _("Choose at least one member."))
        return said

    def members(self) -> Any:
        """The organisations that get a task each; empty for a task of one lead."""
        alive = Organisation.objects.alive_on(self.on)
        return {
            "ministries": alive.filter(kind__in=MINISTRIES, block=Block.MINISTRIES),
            "provinces": alive.filter(kind=OrganisationKind.PROVINCE),
            "chosen": self.cleaned_data["members"],
        }.get(self.cleaned_data["group"], [])


class EditForm(WordsForm):
    """What can still change: once a task is assigned, its lead and its deadline stay."""

    note = forms.CharField(label=_("Why it changes"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, on: date, **kwargs: Any) -> None:
        words = {name: getattr(task, name) for name in WordsForm.base_fields}
        kwargs["initial"] = words | {"revision": task.revision}
        super().__init__(*args, on=on, **kwargs)
        if task.is_group or task.status != Status.DRAFT:
            del self.fields["lead"]
        if task.is_group:
            del self.fields["officer"]
        if task.status != Status.DRAFT and task.deadlines:
            del self.fields["deadline"], self.fields["is_regular"], self.fields["rhythm"]

    def clean(self) -> dict[str, Any]:
        """A new text replaces what an earlier one had filled in, unless that was changed too."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "deadline_text" in self.changed_data and said.get("deadline_text"):
            kept = {"deadline", "is_regular", "rhythm"} - set(self.changed_data)
            said = {name: value for name, value in said.items() if name not in kept}
        return said


def overseen_programmes(owners: Any) -> Any:
    """The programmes that an organisation with one of the ids `owners` owns."""
    return Programme.objects.filter(owner__in=owners)
