"""How a change of a ladder is asked for on the page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from notifications.enums import Audience, Cause, Unit, Urgency
from notifications.models import Rung
from notifications.rules.ladder import LONGEST, LadderChange, NewRung
from tasks.interfaces.web.fields import TextField
from tasks.models import Programme


class Kind(TextChoices):
    """What is to become of the ladder."""

    ADD = "add", _("Add a rung")
    EXCHANGE = "exchange", _("Exchange a rung")
    RETIRE = "retire", _("Take a rung out of use")
    RESTORE = "restore", _("Put a rung back into use")


MAKING = frozenset({Kind.ADD, Kind.EXCHANGE})


class WhichForm(forms.Form):
    """What kind of change, and of which rung."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    rung = forms.ModelChoiceField(
        Rung.objects.none(), required=False, to_field_name="code", widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, programme: Programme) -> None:
        super().__init__(data)
        self.fields["rung"].queryset = Rung.objects.filter(  # type: ignore[attr-defined]
            programme=programme
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") != Kind.ADD and not given.get("rung"):
            raise forms.ValidationError(_("Say which rung."))
        return given


class Side(TextChoices):
    """Of the day a rung counts from."""

    BEFORE = "before", _("before it begins")
    AFTER = "after", _("after it begins")


class RungForm(forms.Form):
    """A rung that is to come; filled in with the one that goes, if one does."""

    cause = forms.ChoiceField(
        label=_("What it is about"),
        choices=[each for each in Cause.choices if each[0] != Cause.UNHEARD],
    )
    days = forms.IntegerField(
        label=_("Days"),
        min_value=-LONGEST,
        max_value=LONGEST,
        help_text=_("0 is the day itself."),
    )
    side = forms.ChoiceField(
        label=_("Before or after that day"),
        choices=Side.choices,
        required=False,
        help_text=_("Only a deadline can be spoken of before it comes."),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    every = forms.IntegerField(
        label=_("Then every so many days"),
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text=_("Until it ends; empty for once."),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who is told"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    urgency = forms.ChoiceField(label=_("Leaves"), choices=Urgency.choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("side") == Side.BEFORE and "days" in given:
            given["days"] = -abs(given["days"])
        return given

    def new_rung(self) -> NewRung:
        given = self.cleaned_data
        return NewRung(
            cause=Cause(given["cause"]),
            audiences=tuple(Audience(one) for one in given["audiences"]),
            days=given["days"],
            unit=Unit(given["unit"]),
            every=given["every"],
            urgency=Urgency(given["urgency"]),
        )


class DecideForm(forms.Form):
    reason = TextField(label=_("Why"), rows=2)


def rung_form(given: QueryDict, which: Mapping[str, Any]) -> RungForm:
    """Bound as soon as something of the rung is in the address."""
    old: Rung | None = which.get("rung")
    if "cause" in given:
        return RungForm(given)
    names = ("cause", "days", "unit", "every", "audiences", "urgency")
    begins = {name: getattr(old, name) for name in names} if old else {"days": -7}
    side = Side.BEFORE if begins["days"] < 0 else Side.AFTER
    return RungForm(initial=begins | {"days": abs(begins["days"]), "side": side})


def change_of(which: Mapping[str, Any], new: NewRung | None) -> LadderChange:
    """What is asked for, by what kind it is."""
    rung = which["rung"]
    return {
        Kind.ADD: LadderChange(adds=new),
        Kind.EXCHANGE: LadderChange(adds=new, retires=rung),
        Kind.RETIRE: LadderChange(retires=rung),
        Kind.RESTORE: LadderChange(restores=rung),
    }[Kind(which["kind"])]
