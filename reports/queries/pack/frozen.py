"""The lists of a frozen document: sorted by the database, so that none is ever held as a whole."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from reports.enums import Age
from reports.queries.pack.beside import Within
from reports.queries.pack.last_updates import newest_updates
from reports.queries.pack.lists import ages
from reports.rules.meetings.frozen import Line
from reports.rules.pack.contents import Told
from reports.rules.pack.lines import DONE, told
from reports.rules.pack.lists import MOST, Heard, Listing
from reports.rules.report import Question
from reports.rules.work.urgency import SOON
from tasks.enums import Standing
from tracker.lib.streams import batches

MANY = 1000
# OFFSET 0 keeps the database from reading the JSON once for each use of it.
LINES = """
    (SELECT said, said::jsonb AS line
     FROM reports_snapshotpart AS part,
          string_to_table(rtrim(part.text, E'\\n'), E'\\n') AS lines (said)
     WHERE part.snapshot_id = %s OFFSET 0) AS lines
"""
BY_DEADLINE = """coalesce(nullif(line->>'deadline', ''), '9999'), (line->>'code') COLLATE "C" """
OVERDUE = f"line->>'standing' = '{Standing.OVERDUE.value}'"
COMING = "starts_with(line->>'standing', 'in_time') AND line->>'deadline' <= %s"
UNCLEAR = "line->'gaps' <> '[]' AND line->>'standing' <> ALL (%s)"
IN_FORCE = f"""task_row IN
    (SELECT (line->>'id')::bigint FROM {LINES} WHERE line->>'standing' <> '')"""  # noqa: S608


@dataclass(frozen=True)
class FrozenLists:
    """Of the document of the meeting with this id; `who` says what organisations were called.

    `question` says as of when and how known what was last reported is read.
    """

    meeting: int
    who: Mapping[str, Mapping[str, str]]
    question: Question

    @property
    def day(self) -> date:
        return self.question.as_of

    @property
    def in_force(self) -> Within:
        """The tasks of the document that are in force, as a condition on `worked`."""
        return IN_FORCE, [self.meeting]

    def overdue(self) -> Listing[Told]:
        """The longest late first, with the newest report on each."""
        return self._listing(OVERDUE, heard=lambda ids: newest_updates(self.question, ids))

    def ages(self) -> dict[Age, int]:
        """How many of them are how late."""
        by_day = f"SELECT line->>'deadline', count(*) FROM {LINES} WHERE {OVERDUE} GROUP BY 1"  # noqa: S608
        found = _rows(by_day, [self.meeting])
        return ages(((date.fromisoformat(due), tasks) for due, tasks in found), self.day)

    def coming(self) -> Listing[Told]:
        """In time and due soon; the soonest first."""
        return self._listing(COMING, [(self.day + timedelta(days=SOON)).isoformat()])

    def unclear(self) -> Listing[Told]:
        """Unfinished, and lacking a clarity; what lacks most first."""
        order = f"jsonb_array_length(line->'gaps') DESC, {BY_DEADLINE}"
        return self._listing(UNCLEAR, [["", *sorted(DONE)]], order=order)

    def _listing(
        self,
        where: str,
        params: Sequence[Any] = (),
        *,
        order: str = BY_DEADLINE,
        heard: Callable[[list[int]], Mapping[int, Heard]] = lambda _ids: {},
    ) -> Listing[Told]:
        rest, every = f"FROM {LINES} WHERE {where}", [self.meeting, *params]
        select = f"SELECT said {rest} ORDER BY {order}"
        first = self._told(_rows(f"{select} LIMIT {MOST}", every), heard)
        count = len(first)
        if count == MOST:
            [(count,)] = _rows(f"SELECT count(*) {rest}", every)
        return Listing(count, first, lambda: self._each(select, every, heard))

    def _each(
        self, select: str, params: Sequence[Any], heard: Callable[[list[int]], Any]
    ) -> Iterator[Told]:
        for found in batches(_streamed(select, params), MANY):
            yield from self._told(found, heard)

    def _told(self, found: Sequence[Any], heard: Callable[[list[int]], Any]) -> list[Told]:
        lines = [Line.of(json.loads(text)) for (text,) in found]
        newest = heard([line.id for line in lines])
        return [told(line, self.who, self.day, newest.get(line.id)) for line in lines]


def _rows(sql: str, params: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[Any] = cursor.fetchall()
    return found


def _streamed(sql: str, params: Sequence[Any]) -> Iterator[Any]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while found := cursor.fetchmany(MANY):
            yield from found
