"""In words, which clarities a task lost or got back without being touched."""

from typing import Any

from django.utils.translation import gettext as _

from tasks.enums import Clarity
from tasks.rules.clarity import Loss


def clarities_changed(detail: dict[str, Any]) -> str:
    """From the detail of a judgement: what was lost and why, and what is there again."""
    why = detail.get("why", {})
    lost = [
        _("“%(clarity)s” lost (%(why)s)")
        % {"clarity": Clarity(gap).label, "why": Loss(why.get(gap, Loss.OTHERWISE)).label}
        for gap in detail.get("lost", [])
    ]
    gained = [
        _("“%(clarity)s” there again") % {"clarity": Clarity(gap).label}
        for gap in detail.get("gained", [])
    ]
    return ", ".join([*lost, *gained])
