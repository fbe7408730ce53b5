"""What a file of a claim is, in words, and how it may be looked at."""

from django import template

from tasks.models import Evidence
from tasks.rules import looking
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
    return looking.may_be_shown(file.media_type)


@register.filter
def is_picture(file: Evidence) -> bool:
    """Whether the page itself shows it."""
    return looking.is_picture(file.media_type)
