from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    redirect_to_login,
)
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from accounts.domain.preferences import choose_language
from accounts.interfaces.web.forms import LanguageForm, SignInForm
from accounts.models import User


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Without Django's `site`: every page of ours means another thing by that name."""
        found = super().get_context_data(nobody_yet=not User.objects.exists(), **context)
        return {name: value for name, value in found.items() if name not in {"site", "site_name"}}


sign_in = SignIn.as_view()
sign_out = LogoutView.as_view()


def admin_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The stock admin has no door of its own: guessing is limited at the one there is."""
    if isinstance(request.user, User):
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


class ChangePassword(PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("my_settings")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, _("The password has been changed."))
        return super().form_valid(form)


@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the choice in a cookie, and with the person where somebody has signed in."""
    form = LanguageForm(request.POST)
    if isinstance(request.user, User) and form.is_valid():
        choose_language(by=request.user, language=form.cleaned_data["language"])
    return set_language_cookie(request)
