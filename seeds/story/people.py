"""The fictional people of the demo: who sits where, made from the name lists."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from seeds.story.plans import Person
from seeds.story.tables import Row, by_key, day, rank, rows, words

SHORT_STEP = 7919  # a prime, so that trying on walks through all names


def people(leads: Iterable[str]) -> list[Person]:
    """One person for each post of each lead (code), of the programme's owner, and in each unit."""
    owner = by_key("story", "key")["owner"]["value"]
    posts = [(owner, post) for post in rows("posts") if post["at"] == "owner"]
    posts += [
        (lead, post) for lead in sorted(leads) for post in rows("posts") if post["at"] == "lead"
    ]
    posts += [(unit["code"], _post(unit)) for unit in rows("units")]
    return list(_named(posts))


def _post(unit: Row) -> Row:
    """The one officer of a unit."""
    return {"username": unit["username"], "role": "officer", "language": "vi"}


def _named(posts: list[tuple[str, Row]]) -> Iterator[Person]:
    taken: set[str] = set()
    for organisation, post in posts:
        username = post["username"].format(org=organisation.lower())
        name = _free_name(username, taken)
        taken.add(name)
        yield Person(
            username=username,
            full_name=name,
            email=f"{_plain(name)}@{organisation.lower()}.{_setting('mail_domain')}",
            language=post["language"],
            organisation=organisation,
            role=post["role"],
            from_day=max(day(_setting("people_from")), _born(organisation)),
            until_day=_ended(organisation),
        )


def _free_name(username: str, taken: set[str]) -> str:
    lists = {row["part"]: words(row["values"]) for row in rows("names")}
    number = rank("name", username)
    while True:
        rest, parts = number, []
        for part in ("family", "middle", "given"):
            rest, at = divmod(rest, len(lists[part]))
            parts.append(lists[part][at])
        name = " ".join(parts)
        if name not in taken:
            return name
        number += SHORT_STEP


def _plain(name: str) -> str:
    """A name as the local part of an address: "Đỗ Thị Mai" → "do.thi.mai"."""
    marks = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(mark for mark in marks if mark.isascii()).replace(" ", ".")


def _born(organisation: str) -> date:
    return day((by_key("organisations", "code") | by_key("units", "code"))[organisation]["from"])


def _ended(organisation: str) -> date | None:
    row = by_key("organisations", "code").get(organisation)
    return day(row["until"]) if row and row["until"] else None


def _setting(key: str) -> str:
    return by_key("story", "key")[key]["value"]
