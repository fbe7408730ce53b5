"""What an organisation takes part in: from which day on, and what still needs it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organisation, Placement, Succession
from tasks.models import Instrument, Programme, Task
from tasks.queries.mergers import concerned

FIRST_LED = """
    SELECT min(day) FROM tasks_task, unnest(leads, lead_from) AS led(organisation, day)
    WHERE leads @> ARRAY[%s::bigint] AND organisation = %s
"""


def first_needed(organisation: Organisation) -> date | None:
    """The earliest Hanoi day on which something that is recorded has it take part; one query each.

    That is a task it led, joined or decides on, a role held there, a document it issued, a place in
    the tree, and whatever it took over.
    """
    pk = organisation.pk
    took_part = Task.objects.filter(Q(joined__contains=[pk]) | Q(authority=pk))
    stands = Placement.objects.filter(Q(organisation=pk) | Q(parent=pk))
    days = [
        _first_led(pk),
        _first(took_part, "assigned_on"),
        _first(Membership.objects.filter(organisation=pk), "from_day"),
        _first(Instrument.objects.filter(issuer=pk), "issued_on"),
        _first(stands, "from_day"),
    ]
    if ended := _first(Succession.objects.filter(successor=pk), "predecessor__alive_until"):
        days.append(ended + timedelta(days=1))
    return min(filter(None, days), default=None)


def needed_after(organisation: Organisation, day: date) -> Iterator[str]:
    """What would be left without it if the Hanoi day `day` were its last, as sentences."""
    pk, ends_later = organisation.pk, Q(until_day=None) | Q(until_day__gt=day)
    if open_tasks := concerned(pk).count():
        yield ngettext(
            "%(count)d open task that it leads, joins or decides on",
            "%(count)d open tasks that it leads, joins or decides on",
            open_tasks,
        ) % {"count": open_tasks}
    held = Membership.objects.filter(ends_later, organisation=pk, user__is_active=True)
    if people := held.values("user").distinct().count():
        yield ngettext(
            "%(count)d person with a role there",
            "%(count)d people with a role there",
            people,
        ) % {"count": people}
    lasting = Q(alive_until=None) | Q(alive_until__gt=day)
    if units := Organisation.objects.filter(lasting, parent=pk).count():
        yield ngettext(
            "%(count)d organisation that is part of it",
            "%(count)d organisations that are part of it",
            units,
        ) % {"count": units}
    if Succession.objects.filter(successor=pk, predecessor__alive_until__gte=day).exists():
        yield _("what it takes over by a merger")
    if Programme.objects.filter(owner=pk).exists():
        yield _("a programme that it owns")


def _first(rows: QuerySet[Any], column: str) -> date | None:
    day: date | None = rows.order_by().aggregate(day=Min(column))["day"]
    return day


def _first_led(organisation: int) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(FIRST_LED, [organisation, organisation])
        [day] = cursor.fetchone() or [None]
    found: date | None = day
    return found
