"""Days, deadlines and codes in the reader's own words."""

from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tasks.enums import Clarity, Standing
from tasks.queries.workdays import working_calendar
from tasks.rules.day_words import days_left_words
from tracker.clock import HANOI, day_of

register = template.Library()

SUNDAY = 7


@register.filter
def day(value: date | None) -> str:
    """A Hanoi day: 15/11/2025 in Vietnamese, 15 Nov 2025 in English; a dash for none."""
    if value is None:
        return "–"
    return formats.date_format(value, "j M Y") if get_language() == "en" else f"{value:%d/%m/%Y}"


@register.filter
def weekday(value: date) -> str:
    """A Hanoi day with its name: Thứ 6, 30/01/2026 or Friday, 30 Jan 2026."""
    return f"{formats.date_format(value, 'l')}, {day(value)}"


@register.filter
def weekday_sign(value: date) -> str:
    """The name of its weekday in two letters: T2 … CN, Mo … Su."""
    if get_language() == "en":
        return formats.date_format(value, "D")[:2]
    return "CN" if value.isoweekday() == SUNDAY else f"T{value.isoweekday() + 1}"


@register.filter
def day_run(run: tuple[date, date]) -> str:
    """Days in a row: the first and the last of them, or the only one."""
    first, last = run
    return day(first) if first == last else f"{day(first)} – {day(last)}"


@register.filter
def day_or_count(value: object) -> str:
    """What is computed from a calendar: a day, a number of days, or a dash for nothing."""
    return str(value) if isinstance(value, int) else day(value if isinstance(value, date) else None)


@register.simple_tag
def how_so(start: date, end: date) -> str:
    """The address that explains the working days after `start`, up to and with `end`.

    Of a moment its Hanoi day counts.
    """
    days = [day_of(one) if isinstance(one, datetime) else one for one in (start, end)]
    words = urlencode(dict(zip(("from", "until"), map(str, days), strict=True)))
    return f"{reverse('workdays_explained')}?{words}"


@register.filter
def moment(value: datetime) -> str:
    """A moment in Hanoi, to the minute."""
    local = value.astimezone(HANOI)
    return f"{local:%H:%M} {day(local.date())}"


@register.simple_tag(takes_context=True)
def days_left(context: dict[str, Any], due: date | None, today: date) -> str:
    """How far away a deadline is, in words; nothing for none.

    The calendar is read once a page, whatever the number of deadlines on it.
    """
    if due is None:
        return ""
    request = context["request"]
    if not hasattr(request, "tracker_calendar"):
        request.tracker_calendar = working_calendar()
    return days_left_words(due, today, request.tracker_calendar)


@register.simple_tag(takes_context=True)
def due_words(
    context: dict[str, Any], due: date | None, today: date | None = None, *, still: bool = False
) -> SafeString:
    """A deadline, and while it is `still` to be met how far away it is, with a way to how so.

    Worked out once for each day: in a long list most days stand more than once.
    """
    if not due:
        return format_html('<span class="soft">{}</span>', _("no deadline"))
    if not still:
        return format_html("{}", day(due))
    day_of_list = today or context["today"]
    said: dict[object, SafeString] = context["request"].__dict__.setdefault("tracker_due", {})
    if (due, day_of_list) not in said:
        said[due, day_of_list] = _still_due(context, due, day_of_list)
    return said[due, day_of_list]


def _still_due(context: dict[str, Any], due: date, today: date) -> SafeString:
    left = days_left(context, due, today)
    if due > today:
        asked = format_html('{}<span class="visually-hidden"> {}</span>', left, _("how so?"))
        link = '{}<a class="soft d-block" href="{}">{}</a>'
        return format_html(link, day(due), how_so(today, due), asked)
    look = "overdue-text" if due < today else "soft"
    return format_html('{}<span class="{} d-block">{}</span>', day(due), look, left)


@register.simple_tag
def progress_line(percent: int) -> SafeString:
    """A bar and the number that it draws."""
    return _progress(percent, get_language())


@cache
def _progress(percent: int, language: str | None) -> SafeString:
    del language  # in which the word is
    line = '<progress max="100" value="{0}" aria-label="{1}"></progress> {0}%'
    return format_html('<span class="progress-line">' + line + "</span>", percent, _("Progress"))


@register.filter
def standing_label(value: str) -> str:
    return _label(Standing, value)


@register.filter
def clarity_label(value: str) -> str:
    return _label(Clarity, value)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(_labels(choices).get(value, value))


@cache
def _labels(choices: type[TextChoices]) -> dict[str, Any]:
    return dict(choices.choices)


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changed: Any) -> str:
    """The query of the present address with some parameters changed, for links to other pages."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
