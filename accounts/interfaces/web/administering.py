"""What the pages of administrators have in common: who asks, and forms that change something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.models import Organisation, User
from accounts.queries.administering import Scope, scope_of
from accounts.queries.people import people_within
from tracker.lib.refused import Refused

CHOOSE = _("– choose –")


@dataclass(frozen=True)
class Keeper:
    """Who looks after people and organisations, and after which."""

    reader: Reader
    scope: Scope

    @property
    def who(self) -> dict[str, Any]:
        """In the words of the domain: whoever does it, and the moment."""
        return {"by": self.reader.user, "now": self.reader.now}

    def person(self, pk: int) -> User:
        """Raises Http404 for somebody whom the keeper may not see."""
        return get_object_or_404(people_within(self.scope), pk=pk)


def keeper_of(request: HttpRequest) -> Keeper:
    """Raises PermissionDenied for whoever looks after nobody."""
    reader = reader_of(request)
    return Keeper(reader, scope_of(reader.user, on=reader.today))


def organisations_of(keeper: Keeper, *, on: date | None = None) -> Any:
    """Those that the keeper looks after; with `on`, as far as they exist on that day."""
    found = Organisation.objects.all() if on is None else Organisation.objects.alive_on(on)
    within = keeper.scope.organisations
    return found if within is None else found.filter(pk__in=within)


@dataclass(frozen=True)
class Sheet:
    """A page with one form: what it is called, what its button says, where it came from.

    `warnings`: what will be so once it is done. `changes`: what was changed before. `back`: address
    and name of the page before.
    """

    heading: str | Promise
    button: str | Promise
    back: tuple[str, str | Promise]
    done: str | Promise
    intro: str | Promise = ""
    warnings: tuple[str, ...] = ()
    changes: tuple[object, ...] = ()


def filled(
    request: HttpRequest,
    form: Callable[[Any], forms.Form],
    sheet: Sheet,
    act: Callable[..., Any],
    *,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page of `sheet`; a form that is sent goes to `act`, and then to `to` or back.

    Answers 422 with what was filled in when a rule says no.
    """
    bound = form(posted(request))
    if bound.is_valid() and (answer := _acted(bound, act)):
        messages.success(request, str(sheet.done))
        return redirect(to(answer[0]) if to else sheet.back[0])
    context = {"form": bound, "sheet": sheet}
    return render(request, "accounts/sheet.html", context, status=422 if bound.is_bound else 200)


def _acted(form: forms.Form, act: Callable[..., Any]) -> tuple[Any] | None:
    try:
        return (act(**form.cleaned_data),)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return None


def pressed(request: HttpRequest, act: Callable[[], Any], done: str) -> None:
    """A button without a form: says that it is done, or why not."""
    try:
        act()
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused.message))
