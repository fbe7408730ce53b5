"""One instrument supersedes another: which, and what becomes of each open task."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tasks.enums import Fate
from tasks.interfaces.fates import Said
from tasks.interfaces.web.act_form import ask_why_late
from tasks.interfaces.web.fields import DayField, TextField
from tasks.models import Instrument, Task
from tasks.queries.superseding import Proposal


class ChooseForm(forms.Form):
    """Which instrument is superseded: one issued no later, and not superseded yet."""

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        older = Instrument.objects.filter(issued_on__lte=instrument.issued_on, superseded_by=None)
        self.fields["supersedes"] = forms.ModelChoiceField(
            older.exclude(pk=instrument.pk),
            label=_("Instrument that is superseded"),
            empty_label=_("– choose –"),
        )


class SupersedeForm(forms.Form):
    """Three fields for each open task, filled in as proposed; `seen` says what was looked at.

    When something has changed since, the form shows the tasks as they are now, keeps what was
    chosen, and goes through when it is sent once more.
    """

    reason = TextField(label=_("Why"), rows=2)
    on = DayField(label=_("From"))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        proposals: Sequence[Proposal],
        replacing: Sequence[Task],
        today: date,
    ) -> None:
        self.proposals = proposals
        self.ids = {(one.programme_id, one.code): one.pk for one in replacing}
        super().__init__(data, initial={"on": today, "seen": _seen(proposals)})
        for proposal in proposals:
            self._add(proposal)
        ask_why_late(self, today=today)

    def _add(self, proposal: Proposal) -> None:
        code = proposal.task.code
        for name, field, label, initial in (
            ("fate", _choice(), say("What becomes of %(code)s"), proposal.fate.value),
            ("clause", _text("clauses"), say("Clause for %(code)s"), proposal.clause),
            ("by", _text("replacing"), say("What replaces %(code)s"), proposal.replaced_by),
        ):
            shown = getattr(initial, "number", None) or getattr(initial, "code", None) or initial
            field.initial, field.label = shown, label % {"code": code}
            field.widget.attrs["aria-label"] = field.label
            self.fields[f"{name}_{proposal.task.pk}"] = field

    def rows(self) -> list[dict[str, Any]]:
        """Each task with its three fields."""
        return [
            {"task": one.task, **{name: self[f"{name}_{one.task.pk}"] for name in PER_TASK}}
            for one in self.proposals
        ]

    def grounds(self) -> list[Any]:
        """The fields that are about all tasks."""
        return [self[name] for name in ("reason", "on", "late_reason") if name in self.fields]

    def clean_seen(self) -> dict[int, int]:
        """Id of each task that was looked at → its revision then."""
        try:
            pairs = [pair.split(":") for pair in self.cleaned_data["seen"].split(",")]
            return {int(pk): int(revision) for pk, revision in pairs}
        except ValueError as fault:
            raise forms.ValidationError(say("Invalid value.")) from fault

    def clean(self) -> None:
        """A replacing task is named by its code."""
        for one in self.proposals:
            name = f"by_{one.task.pk}"
            code = (self.cleaned_data.get(name) or "").strip()
            pk = self.ids.get((one.task.programme_id, code))
            if code and pk is None:
                message = say("There is nothing called “%(value)s” here.") % {"value": code}
                self.add_error(name, message)
            self.cleaned_data[name] = pk

    def said(self) -> list[Said]:
        """What was decided about each task that was looked at, also about one that is gone."""
        given, now = self.cleaned_data, {one.task.pk for one in self.proposals}
        return [
            Said(
                pk,
                revision,
                given[f"fate_{pk}"] or Fate.CONTINUE,
                (given[f"clause_{pk}"] or "").strip() or None,
                given[f"by_{pk}"],
            )
            if pk in now
            else Said(pk, revision, Fate.CONTINUE)
            for pk, revision in given["seen"].items()
        ]

    def look_again(self) -> None:
        """Take the tasks as they are now for looked at; what is new is filled in as proposed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for one in self.proposals:
            for name in PER_TASK:
                field = f"{name}_{one.task.pk}"
                data.setdefault(field, self.fields[field].initial or "")
        data["seen"] = _seen(self.proposals)
        self.data = data


PER_TASK = ("fate", "clause", "by")


def _choice() -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select form-select-sm"})
    return forms.ChoiceField(choices=Fate.choices, required=False, widget=widget)


def _text(suggestions: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": suggestions, "class": "form-control form-control-sm"})
    return forms.CharField(required=False, max_length=40, widget=widget)


def _seen(proposals: Sequence[Proposal]) -> str:
    return ",".join(f"{one.task.pk}:{one.task.revision}" for one in proposals)
