"""The state of delivery, for administrators: what stands still, what waits for a yes, whom mail
does not reach."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.interfaces.web.reader import reader_of
from notifications.domain.storm import allow_storm
from notifications.domain.suppress import lift_suppression
from notifications.models import Storm, SuppressedAddress
from notifications.queries.administrators import check_administers
from notifications.queries.delivery import delivery_state, suppressed_addresses
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
    context = {"state": delivery_state(), "page": page, "numbers": numbers}
    return render(request, "notifications/delivery.html", context)


@require_POST
@login_required
def storm_allow(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, Storm, pk, allow_storm, _("The mails leave with the next sweep."))


@require_POST
@login_required
def suppression_lift(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("The address is written to again, beginning with what is next due.")
    return _done(request, SuppressedAddress, pk, lift_suppression, said)


def _done(
    request: HttpRequest, model: type[Any], pk: int, act: Callable[..., Any], said: str
) -> HttpResponse:
    reader = reader_of(request)
    check_administers(reader.user, on=reader.today)
    try:
        act(get_object_or_404(model, pk=pk), by=reader.user)
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("delivery")
