"""The forms of the page on which an instrument is entered with its clauses and tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from accounts.models import Organisation, User
from tasks.domain import Part
from tasks.interfaces.web.act_form import ask_why_late
from tasks.interfaces.web.choosing import Directory, NamedField, organisations_on, people_on
from tasks.interfaces.web.drafting_forms import WordsForm
from tasks.interfaces.web.fields import DayField
from tasks.interfaces.web.rows import Rows
from tasks.models import Programme, Task
from tasks.rules.parts import joined_now
from tracker.lib.refused import Refused

# What the deadline as written fills in.
FROM_THE_TEXT = ("deadline", "is_regular")


@dataclass(frozen=True)
class Choices:
    """Who and what can be chosen on the page, each read once."""

    reader: Reader
    programmes: Sequence[Programme]

    @cached_property
    def organisations(self) -> Directory[Organisation]:
        return organisations_on(self.reader.today)

    @cached_property
    def people(self) -> Directory[User]:
        return people_on(self.reader.today)

    @property
    def lists(self) -> SafeString:
        """What the fields of the page suggest, to be put on it once."""
        return mark_safe(self.organisations.suggested + self.people.suggested)  # noqa: S308 - ours


class EntryForm(WordsForm):
    """A task of a clause: the six clarities, with names that are typed."""

    field_order = (
        *("title", "lead", "deadline_text", "authority", "officer"),
        *("deliverable_kind", "deliverable_measure", "deliverable_count", "rhythm", "programme"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, on=choices.reader.today, **kwargs)
        for name in FROM_THE_TEXT:
            del self.fields[name]
        bodies = choices.organisations
        for name, directory in (
            ("lead", bodies),
            ("authority", bodies),
            ("officer", choices.people),
        ):
            label = self.fields[name].label
            self.fields[name] = NamedField(directory, label=label)
        self.fields["authority"].label = _("Authority")  # so short that it keeps to its line
        self.fields["title"].widget.attrs |= {"rows": 1, "data-enter-sends": "title"}
        self.fields["deadline_text"].help_text = _("15/12/2025, trước 15/12/2025, Quý IV/2025 …")
        self.fields["programme"] = programme_field(choices.programmes)
        self.order_fields(self.field_order)

    def point_at_fault(self) -> None:
        """The focus goes to the first field that is refused."""
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return


def programme_field(programmes: Sequence[Programme]) -> forms.TypedChoiceField:
    """Not asked where there is only one."""
    by_code = {one.code: one for one in programmes}
    return forms.TypedChoiceField(
        label=_("Programme"),
        choices=[(one.code, str(one)) for one in programmes],
        coerce=lambda code: by_code[code],
        widget=forms.HiddenInput if len(by_code) == 1 else forms.Select,
    )


def initial_of(task: Task) -> dict[str, Any]:
    """What the form of a draft begins with."""
    words: dict[str, Any] = {name: getattr(task, name) for name in WordsForm.base_fields}
    written = task.deadline_text or (f"{task.deadline:%d/%m/%Y}" if task.deadline else "")
    programme = {"programme": task.programme.code, "revision": task.revision}
    return words | programme | {"deadline_text": written}


class PartForm(forms.Form):
    part = forms.CharField(label=_("Part"), required=False)
    deadline = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, organisations: Directory[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = NamedField(organisations, label=_("Co-agency"))
        self.order_fields(["organisation", "part", "deadline"])

    def clean(self) -> dict[str, Any]:
        """A row without an organisation is left out; with words they would be lost."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        nameless = not said.get("organisation") and "organisation" not in self.errors
        if nameless and (said.get("part") or said.get("deadline")):
            self.add_error("organisation", say("Choose the co-agency."))
        return said


class PartRows(Rows):
    """Co-agencies; a row whose organisation is emptied is taken out."""

    def parts(self) -> list[Part]:
        """What was filled in, after `is_valid()`."""
        return [Part(**row) for row in self.filled() if row["organisation"]]


_Parts = formset_factory(PartForm, formset=PartRows, extra=1)


def part_rows(data: Any, choices: Choices, task: Task | None = None, **words: Any) -> Any:
    """Rows for co-agencies, those of the draft `task` filled in."""
    bodies = choices.organisations
    by_pk = {one.it.pk: one.it for one in bodies.choices}
    joined = joined_now(task) if task else []
    initial = [
        {"organisation": by_pk.get(one.organisation), "part": one.part, "deadline": one.deadline}
        for one in joined
    ]
    return _Parts(
        data, prefix="parts", initial=initial, form_kwargs={"organisations": bodies}, **words
    )


class HandOutForm(forms.Form):
    """From which day all that is clear is owed."""

    on = DayField(label=_("Assigned on"))

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        ask_why_late(self, today=today)


def refuse(form: forms.Form, refused: Refused) -> None:
    """Show the refusal at its field, or on top where there is none."""
    form.add_error(refused.field if refused.field in form.fields else None, refused)


def said_of(form: EntryForm, rows: Any) -> dict[str, Any]:
    """The words of `draft_task` and `edit_task`, after `is_valid()`."""
    words = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
    if not words["deadline_text"]:
        words |= {"is_regular": bool(words["rhythm"]), "deadline": None}
    return words | {"co_agencies": rows.parts()}
