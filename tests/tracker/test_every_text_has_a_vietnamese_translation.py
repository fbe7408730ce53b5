import re
from collections import defaultdict

from django.utils.translation import gettext, ngettext, override

from tests.harness.messages import catalogues, source_texts

PLACEHOLDER = re.compile(r"%\(\w+\)\w|%\w|\{\w*\}")


def test_none_is_missing() -> None:
    ours = {text for _app, text, _said, _context in _entries()}
    missing = {text: where for text, where in source_texts().items() if text not in ours}
    assert not missing


def test_none_is_empty_or_marked_as_a_guess() -> None:
    entries = [entry for catalogue in catalogues().values() for entry in catalogue if entry.id]
    assert not [entry.id for entry in entries if entry.fuzzy or not all(_strings(entry.string))]


def test_a_translation_names_no_placeholder_of_its_own() -> None:
    differing = [
        text
        for _app, text, said, _context in _entries()
        if any(set(PLACEHOLDER.findall(one)) - set(PLACEHOLDER.findall(text)) for one in said)
    ]
    assert not differing


def test_one_text_is_not_translated_in_two_ways() -> None:
    said = defaultdict(set)
    for _app, text, strings, context in _entries():
        said[text, context].add(strings)
    assert not {text: ways for text, ways in said.items() if len(ways) > 1}


def test_no_library_speaks_before_us() -> None:
    with override("vi"):
        overruled = {
            text: _spoken(text)
            for _app, text, said, context in _entries()
            if len(said) == 1 and not context and "%d" not in text and not _spoken(text) & set(said)
        }
    assert not overruled


def _spoken(text: str) -> set[str]:
    """As it reaches the reader, asked for as one text and as one that counts."""
    return {gettext(text), ngettext(text, text, 1)}


def _entries() -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """App, source text (singular), translations, context."""
    return [
        (app, _strings(entry.id)[0], _strings(entry.string), entry.context)
        for app, catalogue in catalogues().items()
        for entry in catalogue
        if entry.id
    ]


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)
