"""Who I am here, in which language I read, and which mail I get. It stands in this app, since the
apps below know nothing of mail."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.domain.preferences import choose_language
from accounts.interfaces.web.forms import LanguageForm
from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.models import Membership
from accounts.queries import lent_to
from notifications.domain.reminders import choose_reminders
from notifications.enums import Switch
from notifications.queries.administrators import administrators
from notifications.queries.choices import choices_of, suppression_of, wants_reminders
from notifications.rules.reminders import ALWAYS_MAILED, REMINDERS

SHOWN = 10
ASKED = 3


class RemindersForm(forms.Form):
    reminders = forms.BooleanField(label=gettext_lazy("Send me reminders by mail"), required=False)


@login_required
def my_settings(request: HttpRequest) -> HttpResponse:
    """Two forms; the name of the button says which one was sent."""
    reader, data = reader_of(request), posted(request)
    if data is not None and "choose_reminders" in data:
        return _reminders_chosen(request, reader)
    form = LanguageForm(data, initial={"language": reader.user.language})
    if data is not None and form.is_valid():
        return _language_chosen(request, reader, form.cleaned_data["language"])
    return render(request, "notifications/my_settings.html", _context(reader, form))


def _language_chosen(request: HttpRequest, reader: Reader, language: str) -> HttpResponse:
    choose_language(by=reader.user, language=language)
    with override(language):
        messages.success(request, _("Saved."))
    return redirect("my_settings")


def _reminders_chosen(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = RemindersForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["reminders"]
        choose_reminders(by=reader.user, wanted=wanted, how=Switch.SETTINGS)
        messages.success(request, _("Saved."))
    return redirect("my_settings")


def _context(reader: Reader, form: LanguageForm) -> dict[str, Any]:
    user = reader.user
    held = Membership.objects.held_on(reader.today).filter(user=user)
    suppressed = suppression_of(user)
    return {
        "form": form,
        "memberships": held.select_related("organisation"),
        "lent": lent_to(user, on=reader.today),
        "reminders_form": RemindersForm(initial={"reminders": wants_reminders(user)}),
        "choices": choices_of(user)[:SHOWN],
        "reminders": REMINDERS,
        "always": ALWAYS_MAILED,
        "suppressed": suppressed,
        "ask": administrators(on=reader.today)[:ASKED] if suppressed else [],
    }
