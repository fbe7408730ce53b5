"""The state of delivery, for administrators: what stands still, what waits for a yes, whom mail
does not reach."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.interfaces.web.reader import reader_of
from notifications.domain.refusing import refuse_storm
from notifications.domain.storm import allow_storm
from notifications.domain.suppress import lift_suppression
from notifications.models import Storm, SuppressedAddress
from notifications.queries.administrators import check_administers
from notifications.queries.delivery import delivery_state, suppressed_addresses
from notifications.queries.storms import DECIDED, decided_storms, what_is_held
from tracker.lib.refused import Refused

PAGE = 50


@require_safe
@login_required
def delivery(request: HttpRequest) -> HttpResponse:
    """403 for whoever does not look after it."""
    reader = reader_of(request)
    check_administers(reader.user, on=reader.today)
    page = Paginator(suppressed_addresses(), PAGE).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number)
    state = delivery_state()
    context = {
        "state": state,
        "held": what_is_held() if state.storm else None,
        "decided": decided_storms()[:DECIDED],
        "page": page,
        "numbers": numbers,
    }
    return render(request, "notifications/delivery.html", context)


@require_POST
@login_required
def storm_allow(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, Storm, pk, allow_storm, _said_allowed)


@require_POST
@login_required
def storm_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    reason, urgent_too = request.POST.get("reason", ""), "urgent_too" in request.POST
    refuse = partial(refuse_storm, reason=reason, urgent_too=urgent_too)
    return _done(request, Storm, pk, refuse, _said_refused)


@require_POST
@login_required
def suppression_lift(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, SuppressedAddress, pk, lift_suppression, _said_lifted)


def _said_allowed(storm: Storm) -> str:
    del storm
    return _("The mails leave with the next sweep.")


def _said_refused(storm: Storm) -> str:
    words = ngettext(
        "%(count)s mail does not leave; what it said is shown as not delivered.",
        "%(count)s mails do not leave; what they said is shown as not delivered.",
        storm.withheld,
    )
    return words % {"count": storm.withheld}


def _said_lifted(suppressed: SuppressedAddress) -> str:
    del suppressed
    return _("The address is written to again, beginning with what is next due.")


def _done(
    request: HttpRequest,
    model: type[Any],
    pk: int,
    act: Callable[..., Any],
    said: Callable[[Any], str],
) -> HttpResponse:
    reader = reader_of(request)
    check_administers(reader.user, on=reader.today)
    try:
        messages.success(request, said(act(get_object_or_404(model, pk=pk), by=reader.user)))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("delivery")
