"""One person: roles, what they are in charge of, and what was changed about them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import About
from accounts.interfaces.web.administering import Keeper, keeper_of
from accounts.interfaces.web.people.noted import Noted
from accounts.models import Change, Membership, User
from accounts.queries import deputies_with
from accounts.queries.administering import looks_after
from accounts.queries.duties import charges_of
from accounts.queries.people import changes_of, roles_of

LATEST = 50  # changes


@require_safe
@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for whoever may not see them."""
    keeper = keeper_of(request)
    found, today = keeper.person(pk), keeper.reader.today
    changes = list(changes_of(found)[: LATEST + 1])
    context = {
        "person": found,
        "today": today,
        "keeps": looks_after(keeper.scope, found, on=today),
        "roles": _roles(found, keeper),
        "charges": charges_of(found, on=today),
        "deputies": [(one, one.is_over(today)) for one in deputies_with(found)],
        "tokens": found.api_tokens.order_by("-pk"),
        "changes": [Noted(change) for change in changes[:LATEST]],
        "more_changes": len(changes) > LATEST,
    }
    return render(request, "accounts/person.html", context)


def _roles(found: User, keeper: Keeper) -> list[dict[str, Any]]:
    """Each with who granted it and when, as far as that was noted, and what may be done."""
    roles, today = list(roles_of(found)), keeper.reader.today
    granted = _granted(roles)
    return [
        {
            "role": role,
            "granted": granted.get(role.pk),
            "is_over": _is_over(role, keeper),
            "may_end": keeper.scope.has(role.organisation_id) and not _is_over(role, keeper),
            "to_come": role.from_day > today,
        }
        for role in roles
    ]


def _is_over(role: Membership, keeper: Keeper) -> bool:
    return role.until_day is not None and role.until_day < keeper.reader.today


def _granted(roles: list[Membership]) -> dict[int, Change]:
    made = Change.objects.filter(
        about=About.ROLE, was__isnull=True, row_id__in=[role.pk for role in roles]
    )
    return {change.row_id: change for change in made.select_related("by")}
