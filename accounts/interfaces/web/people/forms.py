"""What is asked about people and their roles."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.administering import CHOOSE, Keeper, organisations_of
from accounts.models import Membership, Organisation, User
from accounts.models.people import Language
from tracker.lib.days import DayField


class PersonForm(forms.Form):
    """Who it is."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,
        help_text=_("Reminders and the link to set a password go there."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    @classmethod
    def of(cls, person: User) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(person, name) for name in ("full_name", "email", "language")}


class RoleForm(forms.Form):
    """In which organisation, and from when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=CHOOSE
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=[("", CHOOSE), *Role.choices], coerce=Role
    )
    from_day = DayField(label=_("First day"))

    def __init__(self, data: Any, *, keeper: Keeper, **initial: Any) -> None:
        today = keeper.reader.today
        super().__init__(data, initial={"from_day": today, "language": Language.VI} | initial)
        within = organisations_of(keeper).exclude(alive_until__lt=today)
        self.fields["organisation"].queryset = within  # type: ignore[attr-defined]


class NewPersonForm(PersonForm, RoleForm):
    """Who it is, with a first role."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("To sign in with, like nguyen.van.an; it stays as it is."),
    )
    field_order = ("full_name", "username", "email", "language", "organisation", "role", "from_day")


class EndForm(forms.Form):
    """Until when a role is held."""

    last_day = DayField(label=_("Last day in the role"))

    def __init__(self, data: Any, *, role: Membership, keeper: Keeper) -> None:
        super().__init__(data, initial={"last_day": role.until_day or keeper.reader.today})


class SureForm(forms.Form):
    """Nothing to fill in: its button is the answer."""
