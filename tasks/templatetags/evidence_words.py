"""What a file of a claim is, in words, and how it may be looked at."""

from django import template

from tasks.interfaces.downloads import is_picture as a_picture
from tasks.interfaces.downloads import may_be_shown
from tasks.models import Evidence
from tracker.lib.filetypes import DOCX, JPEG, PDF, PNG, XLSX

register = template.Library()

NAMES = {PDF: "PDF", DOCX: "Word", XLSX: "Excel", PNG: "PNG", JPEG: "JPEG"}
BY_TYPE = {kind.media_type: name for kind, name in NAMES.items()}


@register.filter
def kind_name(file: Evidence) -> str:
    return BY_TYPE.get(file.media_type, file.media_type)


@register.filter
def opens(file: Evidence) -> bool:
    """Whether a browser shows it in a window of its own."""
    return may_be_shown(file)


@register.filter
def is_picture(file: Evidence) -> bool:
    """Whether the page itself shows it."""
    return a_picture(file)
