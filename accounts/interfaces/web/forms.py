from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain.attempts import count_attempt, forget_attempts
from accounts.models.people import Language


def address_of(request: HttpRequest) -> str:
    """Where in the network somebody asks from."""
    return str(request.META.get("REMOTE_ADDR", ""))


class SignInForm(AuthenticationForm):
    """Django's own, with a limit on guessing."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("User name and password do not match. Mind upper and lower case."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")

    def clean(self) -> dict[str, Any]:
        username = str(self.cleaned_data.get("username", ""))
        count_attempt(username, self._address)
        cleaned: dict[str, Any] = super().clean()
        forget_attempts(username, self._address)
        return cleaned

    @property
    def _address(self) -> str:
        return address_of(self.request) if self.request else ""


class ForgottenForm(forms.Form):
    asked = UsernameField(
        label=_("User name or email address"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
