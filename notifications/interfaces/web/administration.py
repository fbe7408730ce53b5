"""What administrators look after, on one page: each with its state in a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.interfaces.web.administering import Keeper, keeper_of
from notifications.interfaces.first_use import steps_for
from notifications.queries.delivery import DeliveryState, delivery_state, suppressed_addresses
from notifications.queries.housekeeping import Kept, what_is_kept
from notifications.queries.ladder import readable_ladders
from tasks.domain.merging import plans_mergers
from tracker.clock import real_now

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Line:
    """One thing to look after. `alarms`: something about it is not in order."""

    name: str | Promise
    address: str
    says: list[str]
    alarms: bool = False


@require_safe
@login_required
def administration(request: HttpRequest) -> HttpResponse:
    """403 for whoever looks after no organisation."""
    keeper = keeper_of(request)
    context = {
        "lines": list(_lines(keeper)),
        "steps": steps_for(keeper.reader),
        "staff": keeper.reader.user.is_staff,
    }
    return render(request, "notifications/administration.html", context)


def _lines(keeper: Keeper) -> Iterator[Line]:
    kept, state = what_is_kept(keeper.scope, on=keeper.reader.today), delivery_state()
    yield Line(_("People and roles"), reverse("people"), list(_people(kept)))
    organisations = list(_organisations(kept))
    yield Line(_("List of organisations"), reverse("organisations_kept"), organisations)
    if plans_mergers(keeper.reader.seats):
        yield Line(_("Mergers"), reverse("mergers"), [_mergers(kept)])
    ladders = readable_ladders(keeper.reader.user, on=keeper.reader.today).count()
    if ladders:
        words = ngettext("%(count)d programme", "%(count)d programmes", ladders)
        yield Line(_("Ladders of reminders"), reverse("ladders"), [words % {"count": ladders}])
    yield Line(_("Working calendar"), reverse("working_days"), [_calendar(kept)])
    silent = state.silent_since is not None or not state.watcher_lives
    yield Line(_("Heartbeat and queue"), reverse("delivery"), list(_delivery(state)), silent)
    suppressed = suppressed_addresses().count()
    words = ngettext("%(count)d suppressed address", "%(count)d suppressed addresses", suppressed)
    says = words % {"count": suppressed} if suppressed else _("none: mail reaches everybody")
    address = f"{reverse('delivery')}#suppressed"
    yield Line(_("Suppressed addresses"), address, [says], bool(suppressed))


def _people(kept: Kept) -> Iterator[str]:
    yield ngettext("%(count)d person", "%(count)d people", kept.people) % {"count": kept.people}
    if kept.never:
        yield _("%(count)d never signed in") % {"count": kept.never}
    if kept.unmailable:
        yield _("%(count)d without an email address") % {"count": kept.unmailable}
    if kept.blocked:
        yield _("%(count)d blocked") % {"count": kept.blocked}


def _organisations(kept: Kept) -> Iterator[str]:
    words = ngettext("%(count)d organisation", "%(count)d organisations", kept.organisations)
    yield words % {"count": kept.organisations}
    if kept.without_people:
        yield _("%(count)d in which nobody has a role") % {"count": kept.without_people}


def _mergers(kept: Kept) -> str:
    if not kept.mergers:
        return _("none is planned")
    words = ngettext("%(count)d is planned", "%(count)d are planned", kept.mergers)
    return words % {"count": kept.mergers}


def _calendar(kept: Kept) -> str:
    words = ngettext(
        "%(count)d day decided otherwise this year or later",
        "%(count)d days decided otherwise this year or later",
        kept.decided_days,
    )
    return words % {"count": kept.decided_days}


def _delivery(state: DeliveryState) -> Iterator[str]:
    if state.last_sweep and state.last_sweep.ended_at:
        yield _("last sweep %(ago)s") % {"ago": _ago(state.last_sweep.ended_at)}
    else:
        yield _("no sweep has ended yet")
    words = ngettext("%(count)d mail waits", "%(count)d mails wait", state.waiting)
    yield words % {"count": state.waiting}
    if state.storm and not state.storm.allowed_at:
        yield _("unusually many wait for your yes")
    if not state.watcher_lives:
        yield _("the watcher is silent")


def _ago(moment: datetime) -> str:
    """In real time, to the minute, the hour or the day."""
    seconds = int((real_now() - moment).total_seconds())
    days, hours, minutes = seconds // DAY, seconds // HOUR, seconds // MINUTE
    if days:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    if hours:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    words = ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes)
    return words % {"count": minutes} if minutes else _("less than a minute ago")
