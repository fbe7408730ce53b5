"""With whom a task is counted when organisations have changed since."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, QuerySet

from reports.rules.report import Question
from tasks.enums import Knowledge, Organised


def led_by(states: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """The tasks (or events) of the organisation asked for, if one was; to be asked for: `led`.

    That is the id of who led on that day, or, as organised now, of who leads today.
    """
    states = states.alias(led=F(_leader(question)))
    if question.organisation is None:
        return states
    return states.filter(led__in=sorted(_counted_as(question.organisation.pk, question)))


def in_their_place(
    rows: Iterable[tuple[Any, ...]], question: Question
) -> Iterator[tuple[Any, ...]]:
    """The rows, by `led`, with whoever has the place of an organisation that has ended since.

    Several rows may then have the same key.
    """
    for led, *counts in rows:
        yield question.heirs.get(led, led), *counts


def _leader(question: Question) -> str:
    if question.organised is Organised.THEN:
        return "lead_then"
    return "task__lead_id" if question.knowledge is Knowledge.KNOWN else "lead_id"


def _counted_as(organisation: int, question: Question) -> set[int]:
    """Ids of those whose tasks are counted as that organisation's: itself, unless it has ended."""
    ended = {each for each, heir in question.heirs.items() if heir == organisation}
    return ended if organisation in question.heirs else {organisation, *ended}
