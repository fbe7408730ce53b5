"""What every page shows besides its own content: the menu, the languages and the demo's signs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.appearance import APPEARANCES, appearance_of
from accounts.interfaces.web.reader import reader_of
from accounts.models import Organisation, User
from notifications.interfaces.first_use import Step, steps_for
from notifications.queries.delivery import storm_waits
from notifications.queries.heartbeat import silent_since
from notifications.queries.ladder import readable_ladders
from notifications.queries.mine import unread_count
from reports.interfaces.web.news import News, news_for
from reports.interfaces.web.seen import classes_of, totals_of
from reports.interfaces.web.stands import Stand, stand_of
from reports.interfaces.wording.rates import Measured, measured
from reports.rules.measures import HEADLINE
from tasks.queries.programmes import programmes_of
from tracker.clock import is_demo_of, now_of

# The name of each address in its own language, so that whoever needs it can read it.
LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))

# Whoever heads or reports for more looks at the rates.
MOST_ANSWERED_FOR = 3


@dataclass(frozen=True)
class Item:
    """An entry of the menu."""

    label: str | Promise
    url: str
    here: bool


class Site:
    """Computed when a template asks, so that a page without it costs no query."""

    languages = LANGUAGES
    appearances = APPEARANCES

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def demo_now(self) -> datetime | None:
        """The demo's moment; None where the data are real."""
        return now_of(self.request) if settings.DEMO and is_demo_of(self.request) else None

    @cached_property
    def appearance(self) -> str:
        """`light`, `dark`, or `auto`: as the reader's system."""
        return appearance_of(self.request)

    @cached_property
    def now(self) -> datetime:
        """The moment of the request, for what is printed."""
        return now_of(self.request)

    @cached_property
    def menu(self) -> list[Item]:
        """What the reader opens every day, most used first."""
        return self._shown(self._names()) if self._is_signed_in else []

    @cached_property
    def further(self) -> list[Item]:
        """What else the reader may open."""
        return self._shown(self._further_names()) if self._is_signed_in else []

    @cached_property
    def silent_since(self) -> datetime | None:
        """Since when no reminders are sent, if that is so; for whoever has signed in."""
        return silent_since() if self._is_signed_in else None

    @cached_property
    def storm_waits(self) -> bool:
        """Whether mails wait for the reader's yes."""
        return self._looks_after_delivery and storm_waits()

    @cached_property
    def first_steps(self) -> list[Step]:
        """What a new system needs, for those who give it; empty once it has all of it."""
        return steps_for(reader_of(self.request)) if self._is_signed_in else []

    @cached_property
    def unread(self) -> int:
        """How many notices the reader has not opened, as far as the bell counts."""
        return unread_count(reader_of(self.request).user) if self._is_signed_in else 0

    @cached_property
    def news(self) -> News:
        """Of the reader's files. A template that asks tells it: it is told once."""
        return news_for(reader_of(self.request).user)

    @cached_property
    def _looks_after_delivery(self) -> bool:
        """Who holds no office of an administrator and is no superuser costs no query."""
        if not self._is_signed_in:
            return False
        reader = reader_of(self.request)
        return reader.user.is_superuser or bool(reader.seats.own.where(Role.ADMINISTRATOR))

    @property
    def _reads_ladders(self) -> bool:
        """Who holds no such office and is no superuser costs no query."""
        reader = reader_of(self.request)
        owners = reader.seats.own.where(Role.ADMINISTRATOR, Role.SECRETARY, Role.AUDITOR)
        asks = reader.user.is_superuser or bool(owners)
        return asks and readable_ladders(reader.user, on=reader.today).exists()

    @property
    def _is_signed_in(self) -> bool:
        return isinstance(getattr(self.request, "user", None), User)

    @cached_property
    def demo_sign_ins(self) -> Any:
        """Who may sign in to try the demo; empty where the data are real."""
        if self.demo_now is None:
            return []
        from seeds.demo import sign_ins  # only a demo has them

        return sign_ins()

    @cached_property
    def headline(self) -> Measured:
        """The measure everybody asks for, as of today, over the programmes the reader is in."""
        totals = totals_of(reader_of(self.request), self._within)
        return next(found for found in measured(totals) if found.measure is HEADLINE)

    @cached_property
    def classes(self) -> dict[str, int]:
        """How many tasks the reader sees, in all and in each of the five classes."""
        return classes_of(reader_of(self.request))

    @cached_property
    def answered_for(self) -> list[Stand]:
        """The organisations that the reader heads or reports for; that of a head first."""
        reader = reader_of(self.request)
        heads = reader.seats.where(Role.HEAD)
        found = Organisation.objects.filter(pk__in=heads | reader.seats.where(Role.FOCAL_POINT))
        first = sorted(found[:MOST_ANSWERED_FOR], key=lambda each: each.pk not in heads)
        return [stand_of(each, reader, self._within) for each in first]

    @cached_property
    def _within(self) -> frozenset[int]:
        reader = reader_of(self.request)
        return frozenset(found.pk for found in programmes_of(reader.user, on=reader.today))

    def _shown(self, names: Iterable[tuple[str, Promise]]) -> list[Item]:
        addresses = [(label, reverse(name)) for name, label in names]
        return [Item(label, url, self.request.path == url) for label, url in addresses]

    def _names(self) -> Iterator[tuple[str, Promise]]:
        seats = reader_of(self.request).seats
        oversees = seats.where(Role.SECRETARY, Role.AUDITOR)
        yield "home", _("Overview") if oversees else _("My tasks")
        yield "task_list", _("Tasks")
        if oversees:
            yield "review", _("Review")
        if seats.anywhere:
            yield "obstacle_list", _("Obstacles")
            yield "clarity", _("Six clarities")
            yield "rates", _("Rates")
            yield "meeting_list", _("Meetings")

    def _further_names(self) -> Iterator[tuple[str, Promise]]:
        seats = reader_of(self.request).seats
        yield "deadlines", _("Calendar of deadlines")
        yield "instrument_list", _("Instruments")
        if seats.anywhere:
            yield "extension_list", _("Extensions")
        if seats.where(Role.SECRETARY, Role.ADMINISTRATOR):
            yield "mergers", _("Mergers")
        if seats.anywhere or reader_of(self.request).user.is_superuser:
            yield "working_days", _("Working calendar")
        if seats.own.where(Role.HEAD):
            yield "deputies", _("Deputies")
        if seats.anywhere:
            yield "notices", _("Who was told")
            yield "job_list", _("My files")
        yield from self._housekeeping()

    def _housekeeping(self) -> Iterator[tuple[str, Promise]]:
        if self._reads_ladders:
            yield "ladders", _("Ladders of reminders")
        if self._looks_after_delivery:
            yield "delivery", _("Delivery of reminders")
        if self.demo_now is not None:
            yield "sent_mail", _("Sent mail")
        if self._looks_after_delivery:
            yield "administration", _("Administration")
        elif self.request.user.is_staff:
            yield "admin:index", _("Administration")


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: `site` in every template."""
    return {"site": Site(request)}
