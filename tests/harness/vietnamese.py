"""What a reader of a page reads, and which of it is not Vietnamese."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import django
from babel.messages.pofile import read_po
from django.apps import apps
from django.db import models
from django.utils.translation import gettext, override

from seeds.demo import sign_ins
from tests.harness.messages import catalogues, source_texts
from tests.harness.services import CHECKOUT

READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "data-label"}
NOT_READ = {"script", "style", "template"}
# English on purpose: what the other language is called, addresses, signs of formats.
MEANT = {"English", "http", "https", "localhost", "www", "example", "vn", "API", "json", "csv"}
# Symbols of counts in formulas, the same in every language.
MEANT |= {"TG", "TU", "XD"}
# Sunday in the head of a month: T2 … T7, CN.
MEANT |= {"CN"}


# No words: a printed page says whence it comes.
ADDRESS = re.compile(r"https?://\S+")


class _Reader(HTMLParser):
    """Collects what is shown or read aloud; text marked as of another language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0
        self.tag = ""
        self.foreign = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        self.silent += tag in NOT_READ
        said = dict(attrs)
        self.foreign = tag != "html" and said.get("lang") not in {None, "vi"}
        self.texts += [value for name, value in attrs if name in READ_ALOUD and value]
        if tag == "input" and said.get("type") in {"submit", "button"}:
            self.texts.append(said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in NOT_READ
        self.foreign = False

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent and not self.foreign and self.tag != "code":
            self.texts.append(" ".join(data.split()))


def texts_of(html: str) -> list[str]:
    """Every piece of text that somebody sees or hears on the page."""
    reader = _Reader()
    reader.feed(html)
    return reader.texts


def english_in(texts: Iterable[str], *, known: Iterable[str] = ()) -> set[str]:
    """The texts that are not Vietnamese.

    One that has a Vietnamese translation is not it; and every word written in plain letters has
    to occur in some Vietnamese translation or in `known`: what the database holds.
    """
    words = _right_words(tuple(known))
    return {
        text
        for text in texts
        if text in _translated() or any(word not in words for word in _words([text]))
    }


@lru_cache(maxsize=1)
def _right_words(known: tuple[str, ...]) -> set[str]:
    """Kept for the next page, which is read with the same words in mind."""
    return _vietnamese_words() | set(_words(known)) | {word.lower() for word in MEANT}


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Words of two and more plain letters, in lower case; others cannot be English."""
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", ADDRESS.sub("", text)):
            if len(word) > 1 and word.isascii():
                yield word.lower()


def entered() -> tuple[str, ...]:
    """What people have entered: names, numbers, titles, user names."""
    return tuple(_entered())


def _entered() -> Iterator[str]:
    yield from (one.organisation for one in sign_ins())
    with override("vi"):
        for model in apps.get_models():
            names = [f.name for f in model._meta.concrete_fields if _is_text(f)]
            if names and model._meta.app_label in {"accounts", "tasks", "notifications"}:
                for row in model._default_manager.values_list(*names):
                    yield from map(str, row)


def _is_text(field: "models.Field[Any, Any]") -> bool:
    """Free text, in Vietnamese: not codes with a label, and not the English names."""
    text = isinstance(field, models.CharField | models.TextField)
    return text and not field.choices and not field.name.endswith("_en")


@cache
def _vietnamese_words() -> set[str]:
    ours = [str(entry.string) for catalogue in catalogues().values() for entry in catalogue]
    written = [page.read_text() for page in (CHECKOUT / "docs").glob("*.vi.md")]
    return set(_words([*ours, *written, *_help(), *_djangos_translations()]))


def _help() -> Iterator[str]:
    """What the Vietnamese pages of help say, without what templates say to Django."""
    for page in (CHECKOUT / "tracker/templates/help/vi").glob("*.html"):
        said = re.sub(r'{% picture "[^"]*" "([^"]*)" %}', r"\1", page.read_text())
        yield re.sub(r"{%.*?%}|<[^>]*>", " ", said)


def _djangos_translations() -> Iterator[str]:
    root = Path(django.__file__).parent
    for path in root.glob("**/locale/vi/LC_MESSAGES/django.po"):
        with path.open("rb") as text:
            yield from (str(entry.string) for entry in read_po(text))


@cache
def _translated() -> set[str]:
    """Source texts that are not the same in Vietnamese."""
    with override("vi"):
        return {text for text in source_texts() if gettext(text) != text}
