"""Following the links of a page of figures to the lists behind them."""

import re
from datetime import date
from html import unescape
from typing import Any

from django.contrib.auth import get_user
from django.http import QueryDict
from django.test import Client

from reports.interfaces.asking.behind import asked_by
from tasks.models import Programme
from tasks.queries.programmes import programmes_of
from tracker import clock


def links_to(route: str, page: str) -> dict[str, int]:
    """Query of each link to `route` → the figure that it stands under."""
    found = re.findall(rf'href="{re.escape(route)}\?([^"]+)">(\d+)</a>', page)
    return {unescape(query): int(figure) for query, figure in found}


def behind(browser: Client, query: str, asking: Any, name: str, lines: Any) -> Any:
    """The list of an address, as its page reads it; without drawing it, as that takes longer."""
    reader: Any = get_user(browser)
    today: date = clock.today()
    within = frozenset(programmes_of(reader, on=today).values_list("pk", flat=True))
    programmes = Programme.objects.filter(pk__in=within)
    form = asking(QueryDict(query), today=today, programmes=programmes)
    asked = asked_by(form, name, now=clock.now(), within=within)
    assert asked is not None, (query, form.errors)
    return lines(*asked, user=reader, on=today)
