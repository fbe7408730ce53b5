"""What names are sorted by, as `tracker_sorted()` and `tracker_name_sorted()` work it out.

Letters as the Vietnamese alphabet has them (a, ă, â … d, đ …), then tones (hà before hạ), numbers
by what they are worth. Keys are compared letter by letter (in SQL: COLLATE "C").
"""

import re
import unicodedata

# What makes another letter comes after "z", what makes a tone before any letter.
LETTERS = {0x0306: "{", 0x0302: "|", 0x031B: "}"}
TONES = {0x0300: "!", 0x0309: '"', 0x0303: "#", 0x0301: "$", 0x0323: "%"}
BARE = LETTERS | dict.fromkeys(TONES)
DIGITS = 12
PARTS = re.compile(r"[0-9]+|\s+|[^0-9\s]+")
BRACKETS = re.compile(r"\s*\(.*$|\s+$", re.DOTALL)
GIVEN_NAME = re.compile(r"^\s*(.*\s)?(\S+)$", re.DOTALL)


def sort_key(words: str) -> str:
    """What a text is sorted by."""
    return "".join(map(_key, PARTS.findall(unicodedata.normalize("NFD", words.lower()))))


def name_sort_key(name: str) -> str:
    """What a person is sorted by: the given name, which comes last, then the others."""
    return sort_key(GIVEN_NAME.sub(r"\2 \1", BRACKETS.sub("", name, count=1), count=1))


def _key(part: str) -> str:
    if part.isspace():
        return " "
    if part.isdecimal():
        return part.rjust(DIGITS, "0")
    tones = "".join(TONES.get(ord(sign), "") for sign in part)
    return part.translate(BARE).replace("đ", "d{") + tones
