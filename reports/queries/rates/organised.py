"""With whom a task is counted: when organisations have changed since, and with all below them."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet

from accounts.queries import counted_as
from reports.enums import Slice
from reports.queries.rates.then import at_of, keys_of_bodies
from reports.rules.report import Question
from tasks.enums import Knowledge, Organised
from tasks.queries.facets import FACETS, Raw


def led_by(states: QuerySet[Any], question: Question, *, due: str = "due") -> QuerySet[Any]:
    """The tasks (or events) of the organisations and deadlines asked for; to be asked for: `led`.

    That is the id of who led on that day, or, as organised now, of who leads today. `due` is the
    column with the deadline that they are held against.
    """
    states = states.alias(led=F(_leader(question)))
    if question.organisation is not None:
        states = states.filter(led__in=sorted(counted_as(bodies_of(question), question.heirs)))
    for each, key in question.only.items():
        facet = FACETS[each]
        if facet.of_body:
            raw = facet.raw(key)
            keys = keys_of_bodies(facet, question)
            ids = {body for body, each_key in keys.items() if each_key == raw}
            states = states.filter(led__in=sorted(counted_as(ids, question.heirs)))
        elif facet.of_part:
            states = states.filter(facet.asked(key, at_of(question, due=due)))
    return states


def bodies_of(question: Question) -> set[int]:
    """Ids of the organisation asked for and, with its subtree, of all below it."""
    top = question.organisation
    return set(question.under) if question.subtree or top is None else {top.pk}


def placing(each: Slice, question: Question) -> Callable[[Any], Raw]:
    """From what the column of a slice holds to its key.

    A leader has the place of today, as organised now, and from there the row that has it.
    """
    facet, heirs = FACETS[each], question.heirs
    if not facet.of_body:
        return lambda value: value
    keys: dict[int, Raw] = dict(question.under)
    if each is not Slice.ORGANISATION:
        keys = keys_of_bodies(facet, question)

    def place(led: int) -> Raw:
        heir = heirs.get(led, led)
        return keys.get(heir, heir)

    return place


def _leader(question: Question) -> str:
    if question.organised is Organised.THEN:
        return "lead_then"
    return "task__lead_id" if question.knowledge is Knowledge.KNOWN else "lead_id"
