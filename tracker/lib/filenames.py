"""File names from strangers, made safe to store, to show and to download under."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

LONGEST = 200
# Separators and what no common file system takes.
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Control and format characters (bidi overrides among them), surrogates, private and unassigned.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_name(given: str, endings: Sequence[str], *, known: Sequence[str] = ()) -> str:
    """The last part of `given`, without what deceives or breaks, at most LONGEST characters.

    It ends in one of `endings` (such as ".jpg", ".jpeg"); otherwise it gets the first of them, in
    the place of an ending in `known`.
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    composed = unicodedata.normalize("NFC", last)
    seen = "".join(" " if one.isspace() else one for one in composed if _is_seen(one))
    tidy = " ".join(NOT_IN_NAMES.sub("_", seen).split()).strip(". ")
    return _ending(tidy, endings, known)


def _is_seen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in UNSEEN


def _ending(name: str, endings: Sequence[str], known: Sequence[str]) -> str:
    suffix = PurePosixPath(name).suffix
    if suffix.lower() in endings:
        stem, ending = name.removesuffix(suffix), suffix
    else:
        stem = name.removesuffix(suffix) if suffix.lower() in known else name
        ending = endings[0]
    stem = stem[: LONGEST - len(ending)].strip(". ") or "file"
    return f"{stem}{ending}"
