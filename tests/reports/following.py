"""Following the links of a page of figures to the lists behind them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import unescape
from typing import Any, cast

import pytest
from django.contrib.auth import get_user
from django.http import QueryDict
from django.test import Client

from reports.enums import Slice
from reports.interfaces.asking.behind import asked_by, question_asked
from reports.interfaces.asking.rates import answer
from tasks.models import Programme
from tasks.queries.listing import TOGETHER
from tasks.queries.programmes import programmes_of
from tracker import clock


def slices(*now: Slice) -> list[Any]:
    """Every slice as a parameter of a test: `now` for the suite, the others for its long form."""
    later = [each.value for each in Slice if each not in now]
    return [each.value for each in now] + [
        pytest.param(each, marks=pytest.mark.prove) for each in later
    ]


def links_to(route: str, page: str) -> dict[str, int]:
    """Query of each link to `route` → the figure that it stands under."""
    found = re.findall(rf'href="{re.escape(route)}\?([^"]+)">(\d+)</a>', page)
    return {unescape(query): int(figure) for query, figure in found}


def apart(links: Mapping[str, int], name: str) -> Iterator[tuple[str, dict[str, int]]]:
    """What one list, read once, has to say: a query without the class `name`, class → figure."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for query, figure in links.items():
        asked = QueryDict(query, mutable=True)
        chosen = asked.pop(name, [""])[-1]
        found[asked.urlencode()][str(chosen)] = figure
    yield from found.items()


def of_class(chosen: str, standings: Iterable[str]) -> int:
    """How many of these standings are of a class; of none, all."""
    return sum(not chosen or each in TOGETHER.get(chosen, {chosen}) for each in standings)


class Following:
    """Reads what an address leads to, as its page would; without drawing it, as that is slow."""

    def __init__(self, browser: Client) -> None:
        self.reader = cast("Any", get_user(browser))
        self.reader.memory = {}  # as for a page that only shows
        self.now, self.today = clock.now(), clock.today()

    @cached_property
    def within(self) -> frozenset[int]:
        return frozenset(programmes_of(self.reader, on=self.today).values_list("pk", flat=True))

    def form(self, query: str, asking: Any) -> Any:
        programmes = Programme.objects.filter(pk__in=self.within)
        return asking(QueryDict(query), today=self.today, programmes=programmes)

    def behind(self, query: str, asking: Any, name: str, lines: Any) -> Any:
        """The list behind a figure; `name` is the field that chooses a class of it."""
        form = self.form(query, asking)
        asked = asked_by(form, name, now=self.now, within=self.within)
        assert asked is not None, (query, form.errors)
        return lines(*asked, user=self.reader, on=self.today)

    def question(self, query: str, asking: Any) -> Any:
        form = self.form(query, asking)
        question = question_asked(form, now=self.now, within=self.within)
        assert question is not None, (query, form.errors)
        return question

    def report(self, query: str, asking: Any) -> Any:
        """The report that a page of figures would show."""
        form = self.form(query, asking)
        report = answer(form, now=self.now, within=self.within, reader=self.reader)
        assert report is not None, (query, form.errors)
        return report
