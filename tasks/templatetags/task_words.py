"""Days, deadlines and codes in the reader's own words."""

from datetime import date, datetime
from typing import Any

from django import template
from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tasks.enums import Clarity, Standing
from tracker.clock import HANOI

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """A Hanoi day: 15/11/2025 in Vietnamese, 15 Nov 2025 in English; a dash for none."""
    if value is None:
        return "–"
    return formats.date_format(value, "j M Y" if get_language() == "en" else "d/m/Y")


@register.filter
def moment(value: datetime) -> str:
    """A moment in Hanoi, to the minute."""
    local = value.astimezone(HANOI)
    return f"{local:%H:%M} {day(local.date())}"


@register.filter
def days_left(due: date | None, today: date) -> str:
    """How far away a deadline is, in words; nothing for none."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return _("due today")
    if days < 0:
        late = ngettext("%(days)d day overdue", "%(days)d days overdue", -days)
        return late % {"days": -days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def standing_label(value: str) -> str:
    return _label(Standing, value)


@register.filter
def clarity_label(value: str) -> str:
    return _label(Clarity, value)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else str(value)


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changed: Any) -> str:
    """The query of the present address with some parameters changed, for links to other pages."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
