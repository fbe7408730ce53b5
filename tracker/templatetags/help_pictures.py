"""Pictures in the help: in the reader's language, with room kept for them before they come."""

from typing import Any

from django import template
from django.utils.translation import get_language

from tracker.help.pictures import size_of

register = template.Library()


@register.inclusion_tag("help/_picture.html")
def picture(name: str, says: str) -> dict[str, Any]:
    """The picture called `name`; `says` is what a reader who cannot see it has to know."""
    file = f"{name}.{'en' if get_language() == 'en' else 'vi'}"
    width, height = size_of(file)
    return {"file": f"help/{file}.webp", "width": width, "height": height, "says": says}
