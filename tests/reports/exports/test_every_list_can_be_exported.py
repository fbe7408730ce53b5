"""Each list of the site and of the API is exportable or said to be no list; a new one fails."""

import csv
import io
from typing import Any

import pytest

from reports.interfaces.exports import all_exports
from reports.interfaces.exports.asking import reader_at, table_of
from tests.harness.scene import Scene, scene
from tests.inventory import WEB
from tests.tracker.test_api_routes_are_classified import ROUTES
from tests.tracker.walking import address, browser_of
from tracker import clock
from tracker.lib.exporting.as_csv import csv_of

pytestmark = pytest.mark.django_db

ONE, FORM, FILE, SELF = "one thing", "a form", "a file", "the export or job itself"
ADDRESSES = {
    **dict.fromkeys(("history", "notices"), "task={in_progress}"),
    "clauses": "instrument={instrument}",
    "merger-preview": "predecessor={lead_code}&successor={other_code}&on=2025-12-01",
}


@pytest.fixture
def world(db: None) -> Scene:
    return scene()


def query(name: str, world: Scene) -> str:
    codes = {"lead_code": world.lead.code, "other_code": world.programme.owner.code}
    template = ADDRESSES.get(name, "")
    for key, code in codes.items():
        template = template.replace(f"{{{key}}}", code)
    return address(template, world)


@pytest.mark.parametrize("name", sorted(all_exports()))
def test_it_is_written_in_both_languages(name: str, world: Scene) -> None:
    reader = reader_at(_somebody(name, world), clock.now())
    words = {"list": name, "query": query(name, world), "asked": "api"}
    table = table_of(words, reader)
    assert table is not None
    for language in ("vi", "en"):
        lines = _read(csv_of(table, demo=True, language=language))
        assert len({len(line) for line in lines}) == 1
        assert all(line[-1] for line in lines)


def _somebody(name: str, world: Scene) -> Any:
    return world.readers["focal_point" if name == "reports-due" else "secretary"]


def _read(pieces: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces))))
