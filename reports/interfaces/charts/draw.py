"""Drawings as SVG and PNG, only in the process that shows or writes them: see ADR 19.

The renderer starts a V8 engine with threads of its own on first use (half a second); a process that
forks afterwards leaves its children with an engine that never answers.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from reports.interfaces.charts.style import FONT
from reports.interfaces.fonts import folder_of

A_DAY = 86_400  # seconds


def svg(spec: Mapping[str, Any]) -> str:
    """The drawing; its letters stay letters. Word and PDF ask for the same ones."""
    return _drawn(json.dumps(spec))


def kept_svg(spec: Mapping[str, Any]) -> str:
    """The same for pages: kept for a day, so that hardly anybody waits for the renderer."""
    text = json.dumps(spec, sort_keys=True)
    key = f"chart:{sha256(text.encode()).hexdigest()}"
    return str(cache.get_or_set(key, lambda: _drawn(text), A_DAY))


@lru_cache(maxsize=16)
def _drawn(spec: str) -> str:
    return str(_renderer().vegalite_to_svg(spec))


def png(drawn: str, *, scale: float = 3) -> bytes:
    """The same for a program that draws no SVG; at a scale of 3 its pixels do not show in print."""
    return bytes(_renderer().svg_to_png(drawn, scale=scale))


@lru_cache(maxsize=1)
def _renderer() -> Any:
    """The module, with the letters that Vietnamese needs."""
    import vl_convert

    vl_convert.register_font_directory(str(folder_of(FONT)))
    return vl_convert
