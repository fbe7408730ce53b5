"""The mail of one reader: subject, text and HTML, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten, wrap

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.models import User
from notifications.domain.unsubscribe import unsubscribe_headers, unsubscribe_url
from notifications.enums import Audience, Cause
from notifications.models import Notice
from notifications.rules.headings import DEADLINES, HEADINGS, TONES, Heading
from notifications.rules.ladder_words import ladder_words
from notifications.rules.reminders import is_reminder
from notifications.rules.wording import notice_words
from tasks.models import Task
from tasks.rules.day_words import days_left_words
from tracker.lib.workdays import Calendar

inliner = css_inline.CSSInliner(load_remote_stylesheets=False)
COUNTED = 3  # groups named in a subject; a telephone shows the first one or two
TITLE = 90  # characters of a task's title in a subject
COLUMNS = 72


@dataclass(frozen=True)
class Letter:
    """What goes into a message."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


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


def write_letter(
    reader: User, told: Sequence[Notice], *, day: date, calendar: Calendar, demo: bool
) -> Letter:
    """Tell `reader` what they have to be `told` (at least one, each with its task) on `day`.

    Grouped by urgency: what is overdue comes first, the longest overdue at the top. A letter with
    a reminder in it offers to switch reminders off.
    """
    reminds = any(is_reminder(one.rung.cause, anchor=one.anchor, day=day) for one in told)
    with override(reader.language):
        found = [*_deadlines(told, day, calendar), *_events(told)]
        groups = sorted(found, key=lambda group: TONES.index(group.tone))
        words = {
            "subject": _subject(groups),
            "headline": _headline(groups),
            "first": groups[0].items[0],
            "reader": reader,
            "groups": groups,
            "audiences": _audiences(told),
            "unsubscribe": unsubscribe_url(reader) if reminds else "",
            "day": day,
            "date_format": pgettext("format of a date", "j M Y"),
            "demo": demo,
        }
        return Letter(
            subject=str(words["subject"]),
            text=_wrapped(render_to_string("notifications/mail/digest.txt", words)),
            html=inliner.inline(render_to_string("notifications/mail/digest.html", words)),
            headers=unsubscribe_headers(reader) if reminds else {},
        )


def _subject(groups: Sequence[Group]) -> str:
    """The most urgent first; of a letter about one task, what about which."""
    items = [item for group in groups for item in group.items]
    if len(items) == 1:
        return f"{_headline(groups)} {shorten(items[0].title, TITLE, placeholder='…')}"
    return _("Tasks: %(counts)s") % {"counts": _headline(groups)}


def _headline(groups: Sequence[Group]) -> str:
    """What is most urgent and how much of it; of one task, how urgent it is."""
    if len(groups) == len(groups[0].items) == 1:
        (item,) = groups[0].items
        what = item.days_words if isinstance(item, Item) else groups[0].heading
        return f"{capfirst(what)}: {item.code}"
    named = ", ".join(group.count_words for group in groups[:COUNTED])
    if left := sum(len(group.items) for group in groups[COUNTED:]):
        return _("%(named)s and %(count)d more") % {"named": named, "count": left}
    return named


def _audiences(told: Iterable[Notice]) -> str:
    """To whom such mails go: one of these is the reader, or acts for the one who is."""
    listed = {audience for notice in told for audience in notice.rung.audiences}
    return "; ".join(str(each.label).lower() for each in Audience if each in listed)


def _wrapped(text: str) -> str:
    """Lines no longer than a terminal shows, but for addresses, which must stay in one piece."""
    lines = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")))
        whole = len(line) <= COLUMNS or "://" in line
        lines += [line] if whole else wrap(line, COLUMNS, subsequent_indent=indent)
    return "\n".join(lines).rstrip() + "\n"


def _deadlines(told: Iterable[Notice], day: date, calendar: Calendar) -> Iterator[Group]:
    items = sorted(
        (_item(notice, day, calendar) for notice in told if notice.rung.cause == Cause.DEADLINE),
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


def _item(notice: Notice, day: date, calendar: Calendar) -> Item:
    task = notice.task
    return Item(
        code=task.code,
        title=task.title,
        deadline=notice.anchor,
        days=(notice.anchor - day).days,
        days_words=days_left_words(notice.anchor, day, calendar),
        rung=ladder_words(notice.rung),
        url=_url(task),
    )


def _url(task: Task) -> str:
    return str(settings.PUBLIC_URL) + reverse("task", args=[task.pk])
