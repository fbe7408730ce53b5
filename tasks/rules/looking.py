"""Which evidence may be looked at without saving it: what a browser draws without acting for it."""

from tracker.lib.filetypes import JPEG, PDF, PNG

PICTURES = {kind.media_type for kind in (PNG, JPEG)}
SHOWN = PICTURES | {PDF.media_type}


def is_picture(media_type: str) -> bool:
    """Whether a page may hold it."""
    return media_type in PICTURES


def may_be_shown(media_type: str) -> bool:
    """Whether a browser may draw it in a window of its own."""
    return media_type in SHOWN
