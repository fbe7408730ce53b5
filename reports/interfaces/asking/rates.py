"""The question of a report, as a person types it: on the page and on the command line."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.measures import HEADLINE, MEASURES
from reports.rules.ranking import LEAST_DUE
from reports.rules.report import Report
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tasks.models import Instrument, Programme
from tracker.lib.choosing import OneOf
from tracker.lib.days import DayField
from tracker.lib.refused import Refused

# Slices that narrow a question down by the key of one of their rows. The others are fields of
# their own, by which one is chosen from a list.
CHOSEN = (Slice.PROGRAMME, Slice.INSTRUMENT, Slice.ORGANISATION)
KEYED = tuple(each for each in Slice if each not in CHOSEN)
UNKNOWN = {"invalid_choice": _("There is nothing called “%(value)s” here.")}


def named_field(queryset: Any, by: str, label: Any, empty: Any) -> Any:
    """One of `queryset`, chosen by its column `by`; `empty` is what none of them is called."""
    return OneOf(
        queryset,
        to_field_name=by,
        required=False,
        label=label,
        empty_label=empty,
        error_messages=UNKNOWN,
    )


class QuestionForm(forms.Form):
    """Everything is optional: by default the whole of today, as it happened."""

    as_of = DayField(label=_("As of"), required=False)
    knowledge = forms.TypedChoiceField(
        label=_("Knowledge"),
        required=False,
        choices=Knowledge.choices,
        coerce=Knowledge,
        empty_value=Knowledge.HAPPENED,
    )
    deadline = forms.TypedChoiceField(
        label=_("Held against"),
        required=False,
        choices=DeadlineBasis.choices,
        coerce=DeadlineBasis,
        empty_value=DeadlineBasis.IN_FORCE,
    )
    organised = forms.TypedChoiceField(
        label=_("Organisations"),
        required=False,
        choices=Organised.choices,
        coerce=Organised,
        empty_value=Organised.THEN,
    )
    by = forms.TypedChoiceField(
        label=_("Broken down by"),
        required=False,
        choices=[("", _("totals only")), *Slice.choices],
        coerce=Slice,
        empty_value=None,
    )
    participation = forms.TypedChoiceField(
        label=_("Organisations counted"),
        required=False,
        choices=Participation.choices,
        coerce=Participation,
        empty_value=Participation.LEAD,
    )
    programme = named_field(Programme.objects.all(), "code", _("Programme"), _("all programmes"))
    instrument = named_field(
        Instrument.objects.all(), "number", _("Instrument"), _("all instruments")
    )
    organisation = named_field(
        Organisation.objects.all(), "code", _("Organisation"), _("all organisations")
    )

    across = forms.TypedChoiceField(
        label=_("Crossed with"),
        required=False,
        choices=[("", _("nothing")), *Slice.choices],
        coerce=Slice,
        empty_value=None,
    )
    subtree = forms.TypedChoiceField(
        label=_("Units below"),
        required=False,
        choices=[("", _("in rows of their own")), ("yes", _("with the organisation above"))],
        coerce=bool,
        empty_value="",
    )
    rank = forms.ChoiceField(
        label=_("Ranked by"),
        required=False,
        choices=[("", HEADLINE.name), *((measure.code, measure.name) for measure in MEASURES)],
    )
    least = forms.IntegerField(label=_("Ranked from so many due"), required=False, min_value=0)
    since = DayField(label=_("Change since"), required=False)

    def __init__(
        self, data: Any, *, today: date, programmes: QuerySet[Programme] | None = None
    ) -> None:
        super().__init__(data)
        self.today = today
        self.fields["least"].widget.attrs["placeholder"] = LEAST_DUE
        for each in KEYED:
            # Only in addresses that lead here: from a row to what is inside it.
            hidden = forms.HiddenInput()
            self.fields[each.value] = forms.CharField(
                required=False, label=each.label, widget=hidden
            )
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        if programmes is not None:
            self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"] or self.today
        return day

    def clean(self) -> dict[str, Any]:
        """Under the names that `rates` uses."""
        said = super().clean() or self.cleaned_data
        said["subtree"] = bool(said.get("subtree"))
        only = {each: said.pop(each) for each in KEYED if each in said}
        return said | {"only": {each: key for each, key in only.items() if key}}


def answer(
    form: QuestionForm,
    *,
    now: datetime,
    within: frozenset[int] | None = None,
    reader: User | None = None,
) -> Report | None:
    """The report that `form` asks for; None where it cannot be asked: the form then says why."""
    if not form.is_valid():
        return None
    try:
        return rates(now=now, within=within, reader=reader, **form.cleaned_data)
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return None
