"""What `make help-pictures` has written down about the pictures in `static/help`."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings


@lru_cache(maxsize=1)
def _taken() -> dict[str, Any]:
    path = settings.BASE_DIR / "static" / "help" / "pictures.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def demo_day() -> date:
    """The day of the demo that the pictures show."""
    return date.fromisoformat(_taken()["day"])


def size_of(name: str) -> tuple[int, int]:
    """Width and height in pixels, so that the page keeps room; (0, 0) where there is none."""
    width, height = _taken()["sizes"].get(name, (0, 0))
    return width, height
