"""The mail of one reader: subject, text and HTML, in the reader's language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.models import User
from notifications.models import GapNotice, Notice
from notifications.rules.wording import days_words, rung_words
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
    """One task in the mail; `days` is how many are left, negative when late."""

    code: str
    title: str
    deadline: date
    days: int
    days_words: str
    rung: str
    url: str


@dataclass(frozen=True)
class UnclearItem:
    """One task that the reader has to make clear, with what it lacks in words."""

    code: str
    title: str
    lacks: list[str]
    url: str


@dataclass(frozen=True)
class Group:
    """Items of one urgency; `tone` names its colour in the template."""

    tone: str
    heading: str
    count_words: str
    items: Sequence[Item | UnclearItem]


def write_letter(
    reader: User, told: Sequence[Notice | GapNotice], *, day: date, demo: bool
) -> Letter:
    """Tell `reader` what they have to be `told` (at least one, each with its task) on `day`.

    Overdue tasks come first, the longest overdue at the top; last what the reader must make clear.
    """
    notices = [notice for notice in told if isinstance(notice, Notice)]
    gaps = [notice for notice in told if isinstance(notice, GapNotice)]
    with override(reader.language):
        items = sorted((_item(notice, day) for notice in notices), key=_urgency)
        unclear = _unclear(gaps)
        groups = [*_groups(items), *([unclear] if unclear else [])]
        counts = ", ".join(group.count_words for group in groups)
        words = {
            "subject": _("Tasks: %(counts)s") % {"counts": counts},
            "reader": reader,
            "groups": groups,
            "reminds": bool(notices),
            "asks": bool(gaps),
            "day": day,
            "date_format": pgettext("format of a date", "j M Y"),
            "demo": demo,
        }
        return Letter(
            subject=str(words["subject"]),
            text=render_to_string("notifications/mail/digest.txt", words),
            html=inliner.inline(render_to_string("notifications/mail/digest.html", words)),
        )


def _item(notice: Notice, day: date) -> Item:
    task, days = notice.task, (notice.deadline - day).days
    return Item(
        code=task.code,
        title=task.title,
        deadline=notice.deadline,
        days=days,
        days_words=days_words(days),
        rung=rung_words(notice.rung.offset_days),
        url=_url(task),
    )


def _unclear(gaps: Sequence[GapNotice]) -> Group | None:
    """One item for each task, in the order of their codes."""
    lacks: dict[Task, list[str]] = defaultdict(list)
    for notice in sorted(gaps, key=lambda notice: (notice.task.code, notice.since)):
        since = date_format(notice.since, pgettext("format of a date", "j M Y"))
        words = {"clarity": notice.get_clarity_display(), "since": since}
        lacks[notice.task].append(_("“%(clarity)s” is missing since %(since)s") % words)
    if not lacks:
        return None
    items = [UnclearItem(task.code, task.title, said, _url(task)) for task, said in lacks.items()]
    count_words = _("%(count)d to be made clear") % {"count": len(items)}
    return Group("unclear", _("To be made clear by you"), count_words, items)


def _url(task: Task) -> str:
    return str(settings.PUBLIC_URL) + reverse("task", args=[task.pk])


def _urgency(item: Item) -> tuple[date, str]:
    return item.deadline, item.code


def _groups(items: list[Item]) -> list[Group]:
    overdue = [item for item in items if item.days < 0]
    today = [item for item in items if item.days == 0]
    soon = [item for item in items if item.days > 0]
    groups = [
        Group("overdue", _("Overdue"), _("%(count)d overdue"), overdue),
        Group("today", _("Due today"), _("%(count)d due today"), today),
        Group("soon", _("Due soon"), _("%(count)d due soon"), soon),
    ]
    return [
        Group(
            group.tone, group.heading, group.count_words % {"count": len(group.items)}, group.items
        )
        for group in groups
        if group.items
    ]
