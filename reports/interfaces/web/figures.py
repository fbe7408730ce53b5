"""Figures in tables, each drawn by a tag: a table of rates has a thousand of them on a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.interfaces.web.spark import Spark

register = template.Library()


@register.simple_tag
def count(tasks: str, number: object, standing: str = "") -> SafeString:
    """A number that leads to what it counts: the address `tasks`, narrowed to a standing.

    Without an address it is only the number.
    """
    look = SafeString(' class="overdue-text"' if standing == "overdue" and number else "")
    if not tasks:
        return format_html("<span{}>{}</span>", look, number)
    address = format_html("{}&amp;standing={}", tasks, standing) if standing else tasks
    return format_html('<a{} href="{}">{}</a>', look, address, number)


@register.simple_tag
def rate(shown: str) -> SafeString:
    """A rate; a dash for what there is none of, which says why."""
    if "%" in shown:
        return format_html("{}", shown)
    said = '<abbr class="soft" title="{0}">–<span class="visually-hidden"> {0}</span></abbr>'
    return format_html(said, shown)


@register.simple_tag
def spark(drawn: Spark | None) -> SafeString:
    """A line of weeks and how far it moved; a dash for none."""
    if drawn is None:
        return SafeString('<span class="soft">–</span>')
    return format_html(
        '<svg class="spark" width="72" height="26" viewBox="0 0 72 26" role="img"'
        ' aria-label="{0}"><title>{0}</title><polyline points="{1}"/>'
        '<circle cx="{2}" cy="{3}" r="2.2"/></svg> <span class="soft small">{4}</span>',
        *(drawn.said, drawn.line, *drawn.end, drawn.moved),
    )
