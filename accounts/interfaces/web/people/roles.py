"""Granting a role, and ending one."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers
from accounts.domain.roles import end_role, grant_role
from accounts.interfaces.web.administering import Sheet, filled, keeper_of
from accounts.interfaces.web.people.forms import EndForm, RoleForm
from accounts.queries.duties import left_behind
from accounts.queries.people import going_on


@login_required
def role_new(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for somebody whom the reader may not see."""
    keeper = keeper_of(request)
    person = keeper.person(pk)
    sheet = Sheet(
        heading=_("Grant a role"),
        intro=_("A role counts from its first day. What it lets a person do, the help says."),
        button=_("Grant the role"),
        back=(reverse("person", args=[pk]), str(person)),
        done=_("The role has been granted."),
    )
    form = partial(RoleForm, keeper=keeper)
    return filled(request, form, sheet, partial(grant_role, person, **keeper.who))


@login_required
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """What it leaves behind is said before. 404 for a role that is over."""
    keeper = keeper_of(request)
    today = keeper.reader.today
    roles = going_on(today).select_related("organisation", "user")
    role = get_object_or_404(roles, pk=pk)
    keeper.person(role.user_id)
    check_administers(role.organisation, **keeper.who)
    words = {"role": role.get_role_display(), "organisation": role.organisation}
    sheet = Sheet(
        heading=_("End a role: %(role)s, %(organisation)s") % words,
        intro=_(
            "What was done in the role stays. To end it at once, choose yesterday; a role that has "
            "not begun is taken back by a day before its first."
        ),
        warnings=tuple(left_behind([role], on=today)),
        button=_("End the role"),
        back=(reverse("person", args=[role.user_id]), str(role.user)),
        done=_("The last day has been recorded."),
    )
    form = partial(EndForm, role=role, keeper=keeper)
    return filled(request, form, sheet, partial(end_role, role, **keeper.who))
