"""One instrument supersedes another: which, and what becomes of each open task."""

from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256
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

ALONE = 200  # so many open tasks have fields of their own


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

    Of more than ALONE open tasks only those have fields of their own whose codes are in `alone`;
    of all `others` becomes what is proposed. `proposed` says what that was.

    When something has changed since, the form shows the tasks as they are now, keeps what was
    chosen, and goes through when it is sent once more.
    """

    reason = TextField(label=_("Why"), rows=2)
    on = DayField(label=_("From"))
    seen = forms.CharField(widget=forms.HiddenInput)
    proposed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        proposals: Sequence[Proposal],
        replacing: Sequence[Task],
        today: date,
        alone: Collection[str] = (),
    ) -> None:
        self.proposals = proposals
        few = len(proposals) <= ALONE
        self.decided = [one for one in proposals if few or one.task.code in alone][:ALONE]
        chosen = {one.task.pk for one in self.decided}
        self.others = [one for one in proposals if one.task.pk not in chosen]
        self.ids = {(one.programme_id, one.code): one.pk for one in replacing}
        found = {"seen": _seen(proposals), "proposed": _proposed(self.others)}
        super().__init__(data, initial={"on": today, **found})
        for proposal in self.decided:
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
            for one in self.decided
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
        """A replacing task is named by its code; of the others becomes what was looked at."""
        if self.cleaned_data.get("proposed", "") != _proposed(self.others):
            self.look_again()
            self.add_error(None, say("Something has changed since you looked. Look once more."))
        for one in self.decided:
            name = f"by_{one.task.pk}"
            code = (self.cleaned_data.get(name) or "").strip()
            pk = self.ids.get((one.task.programme_id, code))
            if code and pk is None:
                message = say("There is nothing called “%(value)s” here.") % {"value": code}
                self.add_error(name, message)
            self.cleaned_data[name] = pk

    def said(self) -> list[Said]:
        """What was decided about each task that was looked at, also about one that is gone."""
        decided = {one.task.pk for one in self.decided}
        as_proposed = {one.task.pk: one for one in self.others}
        return [
            self._decided(pk, revision)
            if pk in decided
            else _as_proposed(pk, revision, as_proposed.get(pk))
            for pk, revision in self.cleaned_data["seen"].items()
        ]

    def _decided(self, pk: int, revision: int) -> Said:
        given = self.cleaned_data
        clause = (given[f"clause_{pk}"] or "").strip() or None
        return Said(pk, revision, given[f"fate_{pk}"] or Fate.CONTINUE, clause, given[f"by_{pk}"])

    def look_again(self) -> None:
        """Take the tasks as they are now for looked at; what is new is filled in as proposed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for one in self.decided:
            for name in PER_TASK:
                field = f"{name}_{one.task.pk}"
                data.setdefault(field, self.fields[field].initial or "")
        data["seen"], data["proposed"] = _seen(self.proposals), _proposed(self.others)
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


def _proposed(others: Sequence[Proposal]) -> str:
    """A digest of what becomes of those that have no fields; empty where there are none."""
    said = [f"{one.task.pk}:{one.fate}:{_counterpart(one)}" for one in others]
    return sha256(",".join(said).encode()).hexdigest() if said else ""


def _counterpart(one: Proposal) -> int | None:
    found = one.clause or one.replaced_by
    return found.pk if found else None


def _as_proposed(pk: int, revision: int, one: Proposal | None) -> Said:
    """What is proposed for a task; one that is not open any more is refused by the domain."""
    if one is None:
        return Said(pk, revision, Fate.CONTINUE)
    clause = one.clause.number if one.clause else None
    replaced_by = one.replaced_by.pk if one.replaced_by else None
    return Said(pk, revision, one.fate, clause, replaced_by)
