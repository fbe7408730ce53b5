"""Who has forgotten the password asks for a link; and the page to which that link leads."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from accounts.domain.attempts import forget_attempts
from accounts.domain.forgotten import ask_for_link
from accounts.domain.writing import written_by
from accounts.interfaces.web.forms import ForgottenForm, address_of
from accounts.interfaces.web.reader import posted
from accounts.models import User
from tracker.lib.refused import Refused

A_DAY = 86_400  # seconds


def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer whether there is such a person or not; 422 when it is asked too often."""
    form = ForgottenForm(posted(request))
    if form.is_valid() and _asked(form, request):
        return redirect(f"{reverse('password_forgotten')}?sent=1")
    context = {"form": form, "days": settings.PASSWORD_RESET_TIMEOUT // A_DAY}
    page = "forgotten_sent" if "sent" in request.GET and not form.is_bound else "forgotten"
    status = 422 if form.is_bound else 200
    return render(request, f"accounts/{page}.html", context, status=status)


def _asked(form: ForgottenForm, request: HttpRequest) -> bool:
    try:
        ask_for_link(form.cleaned_data["asked"], address=address_of(request))
    except Refused as refused:
        form.add_error(None, refused)
        return False
    return True


class SetPassword(PasswordResetConfirmView):
    """Where a mailed link leads; it works once, and for nobody who is blocked."""

    template_name = "accounts/password_set.html"
    success_url = reverse_lazy("sign_in")

    def get_user(self, uidb64: str) -> Any:
        found = super().get_user(uidb64)
        return found if isinstance(found, User) and found.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password has been set. Sign in with it."))
        forget_attempts(form.user.username, address_of(self.request))
        with written_by(form.user):
            return super().form_valid(form)
