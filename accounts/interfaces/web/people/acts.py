"""What administrators do about people: each a page with a form, or a button."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain import links, people
from accounts.domain.keeping import check_keeps
from accounts.interfaces.web.administering import Keeper, Sheet, filled, keeper_of, pressed
from accounts.interfaces.web.people.forms import NewPersonForm, PersonForm, SureForm
from accounts.models import ApiToken, User
from accounts.queries.duties import left_behind
from accounts.queries.people import going_on


@login_required
def person_new(request: HttpRequest) -> HttpResponse:
    """Made with a first role; then the link to set a password is one click away."""
    keeper = keeper_of(request)
    sheet = Sheet(
        heading=_("Add a person"),
        intro=_(
            "Nobody but the person ever knows the password: once they are entered, send them a "
            "link to set one."
        ),
        button=_("Add a person"),
        back=(reverse("people"), _("People and roles")),
        done=_("The person has been entered. What is left to do stands below."),
    )
    asked = {name: request.GET[name] for name in ("organisation", "role") if name in request.GET}
    form = partial(NewPersonForm, keeper=keeper, **asked)
    act = partial(people.add_person, **keeper.who)
    return filled(request, form, sheet, act, to=_address_of)


@login_required
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    keeper, person = _kept(request, pk)
    sheet = Sheet(
        heading=_("Change name, address or language"),
        button=_("Save"),
        back=_back_to(person),
        done=_("What was changed has been saved."),
    )
    form = partial(PersonForm, initial=PersonForm.of(person))
    return filled(request, form, sheet, partial(people.change_person, person, **keeper.who))


@login_required
def person_block(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left behind is said before."""
    keeper, person = _kept(request, pk)
    today = keeper.reader.today
    roles = going_on(today).filter(user=person).select_related("organisation", "user")
    sheet = Sheet(
        heading=_("Block %(person)s") % {"person": person},
        intro=_(
            "From now on this person cannot sign in, is told nothing, and counts as in no post. "
            "Roles and everything done so far stay; it can be undone."
        ),
        warnings=tuple(left_behind(roles, on=today)),
        button=_("Block the account"),
        back=_back_to(person),
        done=_("The person is blocked."),
    )
    return filled(request, SureForm, sheet, partial(people.block_person, person, **keeper.who))


@require_POST
@login_required
def person_unblock(request: HttpRequest, pk: int) -> HttpResponse:
    keeper, person = _kept(request, pk)
    act = partial(people.unblock_person, person, **keeper.who)
    pressed(request, act, _("The person can sign in again."))
    return redirect("person", pk)


@require_POST
@login_required
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    keeper, person = _kept(request, pk)
    done = _("The link to set a password has been sent to %(address)s.")
    act = partial(links.send_link, person, **keeper.who)
    pressed(request, act, done % {"address": person.email})
    return redirect("person", pk)


@require_POST
@login_required
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    keeper = keeper_of(request)
    token = get_object_or_404(ApiToken.objects.select_related("user"), pk=pk)
    keeper.person(token.user_id)
    act = partial(people.revoke_token, token, **keeper.who)
    pressed(request, act, _("The token has been revoked."))
    return redirect("person", token.user_id)


def _kept(request: HttpRequest, pk: int) -> tuple[Keeper, User]:
    """Raises Http404 for somebody not seen, PermissionDenied for somebody not looked after."""
    keeper = keeper_of(request)
    person = keeper.person(pk)
    check_keeps(person, **keeper.who)
    return keeper, person


def _back_to(person: User) -> tuple[str, str]:
    return _address_of(person), str(person)


def _address_of(person: Any) -> str:
    return reverse("person", args=[person.pk])
