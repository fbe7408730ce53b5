"""What tasks are told apart by, as it was on the day asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import Organisation, Placement
from accounts.queries.places import Place, Places, blocks_of, places_then, rows_under
from reports.rules.report import Question
from tasks.enums import Knowledge, Organised
from tasks.queries.facets import At, Facet
from tasks.queries.themes import themes_then
from tracker.clock import end_of


def as_it_was(question: Question) -> Question:
    """The question with where organisations stood and to which themes clauses belonged on its day.

    As organised now, organisations stand where they do today. Three queries at most.
    """
    then: dict[str, Any] = {"places": {}, "themes": {}}
    question = replace(question, **then if question.is_today else then | _then(question))
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


def places_known_on(days: Iterable[date]) -> list[tuple[Places, list[date]]]:
    """What `places_then` says of each day, by what was known at its end, and the days alike.

    One query, for any number of days.
    """
    changes = list(Placement.objects.order_by("organisation_id", "pk"))
    alike: dict[tuple[tuple[int, Place], ...], list[date]] = {}
    for day in days:
        places = _places_of(changes, day)
        alike.setdefault(tuple(sorted(places.items(), key=lambda each: each[0])), []).append(day)
    return [(dict(places), days_alike) for places, days_alike in alike.items()]


def _places_of(changes: Iterable[Placement], day: date) -> dict[int, Place]:
    """The first change of each that was still to come: it found what there was."""
    known_by, found = end_of(day), dict[int, Place]()
    for each in changes:
        if each.from_day > day or each.recorded_at >= known_by:
            found.setdefault(each.organisation_id, Place(each.was_parent_id, each.was_block))
    return found
