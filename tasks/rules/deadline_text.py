"""Deadlines as Vietnamese documents write them, read to a day or to a rhythm.

What can be read in two ways, or only nearly, is refused: a deadline is never guessed. A period is
met until its last day, "trước" means the day before its first.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.enums import Rhythm
from tracker.lib.refused import Refused

YEARS = range(2000, 2101)


class Unreadable(Refused):
    """The text names no single day and no rhythm; the message says why."""

    def __init__(self, message: str | Promise, *, code: str) -> None:
        super().__init__(message, code=code, field="deadline_text")


@dataclass(frozen=True)
class Written:
    """What a deadline as written means: its last Hanoi day, or that it is regular.

    `rhythm` is empty for a day, and for a text that only says "thường xuyên": then the rhythm has
    to be said elsewhere.
    """

    text: str
    day: date | None = None
    rhythm: str = ""

    @property
    def is_regular(self) -> bool:
        return self.day is None


def read_deadline(text: str) -> Written:
    """The meaning of `text`, which is kept without outer blanks. Raises Unreadable."""
    words = _plain(text)
    if not words:
        raise Unreadable(_("Write a deadline, or leave the field out."), code="deadline_empty")
    if (rhythm := _REGULAR.fullmatch(words)) is not None:
        return Written(text.strip(), rhythm=_RHYTHMS[rhythm["every"]] if rhythm["every"] else "")
    return Written(text.strip(), day=_day(words))


@dataclass(frozen=True)
class _Period:
    first: date
    last: date


def _plain(text: str) -> str:
    """Composed, in small letters, with single blanks, without a full stop at the end."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(small.split()).rstrip(".;, ")


def _day(words: str) -> date:
    found = list(_PERIOD.finditer(words))
    if not found:
        raise _without_a_period(words)
    if len(found) > 1 or _EVERY.search(words):
        raise Unreadable(
            _("This names more than one day or period: write the one that counts."),
            code="deadline_twice",
        )
    [match] = found
    before, after = words[: match.start()].strip(), words[match.end() :].strip()
    limit = _LIMIT.fullmatch(before)
    if limit is None or after:
        raise _not_understood(before)
    if not limit["before"]:
        return _period_of(match).last
    if match["end_of_year"]:
        raise _vague()
    return _period_of(match).first - timedelta(days=1)


def _period_of(match: "re.Match[str]") -> _Period:
    kind = next(name for name in _READERS if match[name] is not None)
    return _READERS[kind]({k: v for k, v in match.groupdict().items() if v is not None})


Parts = dict[str, str]


def _exact(parts: Parts) -> _Period:
    form = next(form for form in "123" if f"d{form}" in parts)
    day, month, year = (parts[f"{unit}{form}"] for unit in "dmy")
    try:
        found = date(_year(year), int(month), int(day))
    except ValueError:
        raise Unreadable(_("There is no such day."), code="deadline_impossible") from None
    return _Period(found, found)


def _month(parts: Parts) -> _Period:
    year, month = _year(parts.get("y4") or parts["y5"]), int(parts.get("m4") or parts["m5"])
    if not 1 <= month <= 12:
        raise Unreadable(_("There is no such month."), code="deadline_impossible")
    return _months(year, month, month)


def _quarter(parts: Parts) -> _Period:
    year, quarter = _year(parts["y6"]), _QUARTERS.get(parts["q6"])
    if quarter is None:
        raise Unreadable(_("There is no such quarter."), code="deadline_impossible")
    return _months(year, 3 * quarter - 2, 3 * quarter)


def _some_months(parts: Parts) -> _Period:
    year, count = _year(parts["y7"]), _NUMBERS.get(parts["n7"]) or int(parts["n7"])
    if not 1 <= count <= 11:
        raise Unreadable(_("A year has twelve months."), code="deadline_impossible")
    if parts["side"] == "đầu":
        return _months(year, 1, count)
    return _months(year, 13 - count, 12)


def _whole_year(parts: Parts) -> _Period:
    year = _year(parts.get("y8") or parts["y9"])
    return _months(year, 1, 12)


def _end_of_year(parts: Parts) -> _Period:
    last = date(_year(parts["y10"]), 12, 31)
    return _Period(last, last)


def _months(year: int, first: int, last: int) -> _Period:
    return _Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _year(digits: str) -> int:
    if len(digits) != 4:
        raise Unreadable(_("Write the year with four digits."), code="deadline_short_year")
    if int(digits) not in YEARS:
        raise Unreadable(
            _("The year has to lie between %(first)d and %(last)d.")
            % {"first": YEARS[0], "last": YEARS[-1]},
            code="deadline_far_off",
        )
    return int(digits)


def _without_a_period(words: str) -> Unreadable:
    """Why no day was found in `words`."""
    if _OTHER_RHYTHM.search(words):
        return Unreadable(
            _("Only “hằng tháng”, “hằng quý” and “hằng năm” are rhythms of reporting."),
            code="deadline_rhythm_unknown",
        )
    if _YEARLESS.search(words) and not _YEAR.search(words):
        return Unreadable(_("The year is missing."), code="deadline_without_year")
    return _not_understood(words)


def _not_understood(words: str) -> Unreadable:
    if _VAGUE.search(words):
        return _vague()
    return Unreadable(
        _(
            "This is not understood as a deadline. Write it like “15/12/2025”, "
            "“trước 15/12/2025”, “tháng 6/2025”, “Quý IV/2025”, “năm 2025” or “hằng quý”."
        ),
        code="deadline_not_understood",
    )


def _vague() -> Unreadable:
    return Unreadable(_("This is too vague for a deadline: name the day."), code="deadline_vague")


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9}
_RHYTHMS = {
    "tháng": Rhythm.MONTHLY.value,
    "quý": Rhythm.QUARTERLY.value,
    "quí": Rhythm.QUARTERLY.value,
    "năm": Rhythm.YEARLY.value,
}

# Digits stand alone: no part of a longer number or of another date.
_ALONE, _ENDS = r"(?<![0-9/.-])(?<![0-9] )", r"(?![0-9])(?! ?[/.-] ?[0-9])"
_OF = r" ?(?:/|-|,? ?năm) ?"
_EVERY_WORD = r"(?:hằng|hàng|mỗi) (?P<every>tháng|quý|quí|năm)"

_NUMERIC = r"(?P<d1>[0-9]{1,2}) ?(?P<sep>[/.-]) ?(?P<m1>[0-9]{1,2}) ?(?P=sep) ?(?P<y1>[0-9]+)"
_ISO = r"(?P<y2>[0-9]{4})-(?P<m2>[0-9]{2})-(?P<d2>[0-9]{2})"
_SPELT = rf"(?P<d3>[0-9]{{1,2}})(?: tháng |/)(?P<m3>[0-9]{{1,2}}){_OF}(?P<y3>[0-9]+)"
_MONTH = rf"tháng (?P<m4>[0-9]{{1,2}}){_OF}(?P<y4>[0-9]+){_ENDS}"
_BARE_MONTH = rf"{_ALONE}(?P<m5>[0-9]{{1,2}}) ?/ ?(?P<y5>[0-9]{{4}}){_ENDS}"
_COUNT = rf"{_ALONE}(?P<n7>[0-9]{{1,2}}|ba|sáu|chín) tháng"
# In this order: what contains another comes first.
_KINDS = {
    "exact": rf"(?:ngày )?{_ALONE}(?:{_NUMERIC}|{_ISO}|{_SPELT}){_ENDS}",
    "some_months": rf"{_COUNT} (?P<side>đầu|cuối) năm (?P<y7>[0-9]+){_ENDS}",
    "month": f"{_MONTH}|{_BARE_MONTH}",
    "quarter": rf"qu[ýí] (?P<q6>[0-9ivx]+){_OF}(?P<y6>[0-9]+){_ENDS}",
    "end_of_year": rf"cuối năm (?P<y10>[0-9]+){_ENDS}",
    "whole_year": rf"năm (?P<y8>[0-9]+){_ENDS}|{_ALONE}(?P<y9>[0-9]{{4}}){_ENDS}",
}
_PERIOD = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items()))
_READERS: dict[str, Callable[[Parts], _Period]] = {
    "exact": _exact,
    "some_months": _some_months,
    "month": _month,
    "quarter": _quarter,
    "end_of_year": _end_of_year,
    "whole_year": _whole_year,
}
# What may stand before the day or period.
_LIMIT = re.compile(
    r"(?:(?:thời hạn|hạn|hoàn thành|xong)[:,]? ?)*"
    r"(?:(?P<before>trước)|trong|vào|đến|đến hết|hết|(?:chậm|muộn) nhất(?: là)?"
    r"(?: vào| đến| đến hết| trong)?|không (?:muộn|chậm) hơn)?"
)
_REGULAR = re.compile(
    rf"(?:(?:thường xuyên|định k[ỳì]|báo cáo),? ?)*(?:{_EVERY_WORD})|thường xuyên"
)
_EVERY = re.compile(r"\b(?:hằng|hàng|mỗi|định k[ỳì]|thường xuyên)\b")
_OTHER_RHYTHM = re.compile(r"\b(?:hằng|hàng|mỗi|định k[ỳì]|(?:một|[0-9]+) lần)\b")
_VAGUE = re.compile(
    r"\b(?:đầu|giữa|cuối|khoảng|dự kiến|sớm|ngay|khi|sau|tiếp theo|nhiệm kỳ|giai đoạn)\b"
)
_YEAR = re.compile(r"[0-9]{4}")
_YEARLESS = re.compile(
    r"[0-9] ?[/.-] ?[0-9]|\btháng [0-9]|\bqu[ýí] (?:[1-4]|iv|i{1,3})\b|\b(?:cuối|trong|hết) năm\b"
)
