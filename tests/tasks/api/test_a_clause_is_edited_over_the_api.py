"""PATCH says what changes and nothing else; DELETE takes out what no task came from."""

import pytest

from tests import factories as f
from tests.harness.api import as_

pytestmark = pytest.mark.django_db


def test_number_text_place_and_removal() -> None:
    task = f.draft()
    first, api = task.clause, as_(f.secretary_of(task))
    second = f.ClauseFactory.create(instrument=first.instrument, position=first.position + 1)
    address = f"/api/v1/clauses/{second.pk}/"
    changed = api.patch(address, {"number": "0", "after": None}, format="json")
    assert changed.json() == {"id": second.pk, "number": "0", "text": second.text, "theme": None}
    assert list(first.instrument.clauses.all()) == [second, first]
    taken = api.patch(address, {"number": first.number, "after": first.pk}, format="json")
    assert (taken.status_code, taken.json()["errors"][0]["code"]) == (400, "number_taken")
    assert list(first.instrument.clauses.all()) == [second, first]
    assert api.patch(address, {"position": 3}, format="json").status_code == 400
    kept = api.delete(f"/api/v1/clauses/{first.pk}/")
    assert (kept.status_code, kept.json()["errors"][0]["code"]) == (400, "has_tasks")
    assert api.delete(address).status_code == 204
    assert api.get(address).status_code == 404
