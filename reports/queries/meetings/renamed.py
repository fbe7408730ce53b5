"""What of a frozen document has another name today. That is no fault: names have no history."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from accounts.models import Organisation, User
from reports.models import Snapshot
from reports.queries.meetings.parts import parts_of, texts_of
from reports.rules.meetings.frozen import Names
from tasks.models import Clause

MOST = 100  # clauses that are named


def renamed(snapshot: Snapshot, said: Mapping[str, Any]) -> Iterator[str]:
    """Organisations with another name or place, people, and the first MOST clauses."""
    try:
        names = Names(**said["names"])
        yield from _organisations(names)
        yield from _people(names)
        yield from islice(_clauses(snapshot), MOST)
    except (AttributeError, KeyError, TypeError, ValueError):
        return  # the document is not what it was; the faults say so


def _organisations(names: Names) -> Iterator[str]:
    today = Organisation.objects.in_bulk([int(pk) for pk in names.organisations])
    for pk, one in names.organisations.items():
        organisation = today.get(int(pk))
        if any(getattr(organisation, name, None) != value for name, value in one.items()):
            yield f"organisation {one['code']}"


def _people(names: Names) -> Iterator[str]:
    people = User.objects.in_bulk([int(pk) for pk in names.people])
    for pk, name in names.people.items():
        person = people.get(int(pk))
        if person is None or person.full_name != name:
            yield f"person {name}"


def _clauses(snapshot: Snapshot) -> Iterator[str]:
    """Each once for every part that names it."""
    for part in parts_of(snapshot.pk):
        lines = [json.loads(text) for text in texts_of(part)]
        said = {(line["clause_id"], line["instrument"], line["clause"]) for line in lines}
        named = Clause.objects.filter(pk__in={pk for pk, *_names in said})
        today = set(named.values_list("pk", "instrument__number", "number"))
        for _pk, instrument, clause in sorted(said - today):
            yield f"clause {clause} of {instrument}"
