"""How every figure is computed: the page that `docs/measures` is, in the reader's language."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from markdown_it import MarkdownIt

FILES = {"vi": "measures.vi.md", "en": "measures.md"}


@login_required
def measures_page(request: HttpRequest) -> HttpResponse:
    name = FILES.get(get_language() or "", FILES["en"])
    return render(request, "reports/measures.html", {"text": _rendered(name)})


@lru_cache(maxsize=len(FILES))
def _rendered(name: str) -> SafeString:
    """The project's own text; whatever HTML stood in it would be shown, not taken for HTML."""
    text = (settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8")
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    said = rendered.replace("<table>", '<table class="table table-sm">')
    return SafeString(said)
