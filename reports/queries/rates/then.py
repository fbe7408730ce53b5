"""What tasks are told apart by, as it was on the day asked about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from accounts.models import Organisation
from accounts.queries.places import blocks_of, places_then, rows_under
from reports.rules.report import Question
from tasks.enums import Knowledge, Organised
from tasks.queries.facets import At, Facet
from tasks.queries.themes import themes_then
from tracker.clock import end_of


def as_it_was(question: Question) -> Question:
    """The question with where organisations stood and to which themes clauses belonged on its day.

    As organised now, organisations stand where they do today. Three queries at most.
    """
    then = {} if question.is_today else _then(question)
    question = replace(question, **{"places": {}, "themes": {}} | then)
    if not question.subtree:
        return question
    top = question.organisation
    return replace(question, under=rows_under(top.pk if top else None, question.places))


def _then(question: Question) -> dict[str, Mapping[int, Any]]:
    day = question.as_of
    known_by = end_of(day) if question.knowledge is Knowledge.KNOWN else None
    then: dict[str, Mapping[int, Any]] = {"themes": themes_then(day, known_by=known_by)}
    if question.organised is Organised.THEN:
        then["places"] = places_then(day, known_by=known_by)
    return then


def at_of(question: Question, *, due: str = "due") -> At:
    """Where its rows have what facets look at; `due` is the column with the deadline."""
    return At(due=due, themes=question.themes)


def keys_of_bodies(facet: Facet, question: Question) -> dict[int, Any]:
    """Id of each organisation → its key by `facet`, which looks at organisations. One query."""
    if facet.of_body == "block":
        return dict(blocks_of(question.places))
    return dict(Organisation.objects.values_list("pk", facet.of_body))
