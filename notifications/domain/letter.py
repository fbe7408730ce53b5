"""The mail of one reader: subject, text and HTML, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.models import User
from notifications.enums import Cause
from notifications.models import Notice
from notifications.rules.headings import DEADLINES, HEADINGS, Heading
from notifications.rules.wording import days_words, notice_words, rung_words
from tasks.models import Task

inliner = css_inline.CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    """What goes into a message."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Item:
    """One task whose deadline comes or has passed; `days` are left, negative when late."""

    code: str
    title: str
    deadline: date
    days: int
    days_words: str
    rung: str
    url: str


@dataclass(frozen=True)
class Event:
    """One task about which something else has to be told, in words."""

    code: str
    title: str
    said: list[str]
    url: str


@dataclass(frozen=True)
class Group:
    """Items of one urgency; `tone` names its colour in the template."""

    tone: str
    heading: str
    count_words: str
    items: Sequence[Item | Event]


def write_letter(reader: User, told: Sequence[Notice], *, day: date, demo: bool) -> Letter:
    """Tell `reader` what they have to be `told` (at least one, each with its task) on `day`.

    Overdue tasks come first, the longest overdue at the top; then what else waits for the reader.
    """
    with override(reader.language):
        groups = [*_deadlines(told, day), *_events(told)]
        counts = ", ".join(group.count_words for group in groups)
        words = {
            "subject": _("Tasks: %(counts)s") % {"counts": counts},
            "reader": reader,
            "groups": groups,
            "reminds": any(notice.rung.cause == Cause.DEADLINE for notice in told),
            "asks": any(notice.rung.cause == Cause.UNCLEAR for notice in told),
            "day": day,
            "date_format": pgettext("format of a date", "j M Y"),
            "demo": demo,
        }
        return Letter(
            subject=str(words["subject"]),
            text=render_to_string("notifications/mail/digest.txt", words),
            html=inliner.inline(render_to_string("notifications/mail/digest.html", words)),
        )


def _deadlines(told: Iterable[Notice], day: date) -> Iterator[Group]:
    items = sorted(
        (_item(notice, day) for notice in told if notice.rung.cause == Cause.DEADLINE),
        key=lambda item: (item.deadline, item.code),
    )
    yield from _group(DEADLINES["overdue"], [item for item in items if item.days < 0])
    yield from _group(DEADLINES["today"], [item for item in items if item.days == 0])
    yield from _group(DEADLINES["soon"], [item for item in items if item.days > 0])


def _events(told: Sequence[Notice]) -> Iterator[Group]:
    """One item for each task, in the order of their codes."""
    for cause, heading in HEADINGS.items():
        said: dict[Task, list[str]] = defaultdict(list)
        of_cause = [notice for notice in told if notice.rung.cause == cause]
        for notice in sorted(of_cause, key=lambda notice: (notice.task.code, notice.anchor)):
            said[notice.task].append(notice_words(notice))
        items = [Event(task.code, task.title, words, _url(task)) for task, words in said.items()]
        yield from _group(heading, items)


def _group(heading: Heading, items: Sequence[Item | Event]) -> Iterator[Group]:
    if items:
        count_words = str(heading.count) % {"count": len(items)}
        yield Group(heading.tone, str(heading.words), count_words, items)


def _item(notice: Notice, day: date) -> Item:
    task, days = notice.task, (notice.anchor - day).days
    return Item(
        code=task.code,
        title=task.title,
        deadline=notice.anchor,
        days=days,
        days_words=days_words(days),
        rung=rung_words(notice.rung),
        url=_url(task),
    )


def _url(task: Task) -> str:
    return str(settings.PUBLIC_URL) + reverse("task", args=[task.pk])
