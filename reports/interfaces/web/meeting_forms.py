"""The forms with which a meeting is planned, changed and concluded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Meeting
from reports.queries.meetings.concluded import tieable_to
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.interfaces.web.instrument_form import InstrumentForm
from tracker.lib.refused import Refused


class ChangeForm(forms.Form):
    """Its name and its days."""

    name = forms.CharField(label=gettext_lazy("Name of the meeting"), max_length=200)
    held_on = DayField(label=gettext_lazy("Held on"))
    cut_off = DayField(
        label=gettext_lazy("Cut-off"),
        help_text=gettext_lazy("The day that the figures are about; not after the meeting."),
    )

    def refuse(self, refused: Refused) -> None:
        """Show the refusal at its field, or on top where there is none."""
        self.add_error(refused.field if refused.field in self.fields else None, refused)


class PlanForm(ChangeForm):
    """And what it is about."""

    organisation = OrganisationField(
        label=gettext_lazy("About one organisation"),
        required=False,
        empty_label=gettext_lazy("the whole programme"),
        help_text=gettext_lazy("With all below it: the tasks that they lead."),
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"] = forms.ModelChoiceField(
            programmes,
            label=_("Programme"),
            empty_label=None,
            initial=programmes.first(),
        )
        self.order_fields(["programme", "name"])


class NoticeForm(InstrumentForm):
    """The notice in which the meeting ended; its kind is known."""

    kind = None  # type: ignore[assignment]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": _("Conclusions of the meeting “%(meeting)s”") % {"meeting": meeting},
            "issuer": meeting.programme.owner_id,
            "issued_on": meeting.held_on,
        }
        super().__init__(*args, **kwargs)


class TieForm(forms.Form):
    """Which of the notices that nobody has tied to a meeting yet."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"] = forms.ModelChoiceField(
            tieable_to(meeting),
            label=_("Conclusion notice"),
            empty_label=_("– choose –"),
            help_text=_("Notices of the day of the meeting or later, of no other meeting."),
        )


class CallOffForm(forms.Form):
    reason = TextField(label=gettext_lazy("Why it is called off"), rows=2)
