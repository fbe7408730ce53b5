"""Each list of the site and of the API is exportable, or said not to be a list; a new one fails."""

import csv
import io
from collections.abc import Iterable
from itertools import chain
from typing import Any

import pytest
from django.utils import translation

from reports.interfaces.exports import all_exports
from reports.interfaces.exports.asking import reader_at, table_of
from tests.harness.scene import Scene, scene
from tests.inventory import WEB
from tests.tracker.test_api_routes_are_classified import ROUTES
from tests.tracker.walking import address, browser_of
from tracker import clock
from tracker.lib.exporting.as_csv import csv_of, harmless

pytestmark = pytest.mark.shared

# Route → the exports of the lists and tables on it.
PAGES: dict[str, tuple[str, ...]] = {
    "": ("owed", "joined", "reports-due", "to-decide"),
    "administration/people/": ("people",),
    "administration/organisations/": ("organisations",),
    "deputies/": ("deputies",),
    "tasks/": ("tasks",),
    "tasks/drafts/": ("drafts",),
    "tasks/<int:pk>/": ("history", "occurrences"),
    "working-days/": ("day-decisions",),
    "ladders/<int:pk>/": ("ladder", "ladder-changes"),
    "ladders/<int:pk>/preview/": ("ladder-preview",),
    "obstacles/": ("obstacles",),
    "clarity/": ("clarity", "clarity-scores"),
    "mergers/": ("mergers",),
    "mergers/new/": ("merger-preview",),
    "placements/": ("placements",),
    "clauses/<int:pk>/theme/": ("rethemings",),
    "review/": ("reviews",),
    "extensions/": ("extensions", "extension-counts"),
    "instruments/": ("instruments",),
    "instruments/<int:pk>/": ("clauses",),
    "instruments/<int:pk>/report/": ("instrument-report",),
    "rates/": ("rates", "reporting-rates"),
    "rates/late/": ("late-recording", "late-recording-days"),
    "rates/late/list/": ("late-facts",),
    "rates/work/": ("work-figures",),
    "rates/work/list/": ("work",),
    "rates/joined/": ("rates-joined",),
    "rates/reports/": ("rates-reports",),
    "jobs/": ("files",),
    "meetings/": ("meetings",),
    "meetings/<int:pk>/changes/": ("meeting-changes",),
    "meetings/<int:pk>/tasks/": ("meeting-tasks",),
    "notices/": ("notices",),
    "notices/mine/": ("notices",),
    "delivery/": ("suppressed", "incidents", "storms"),
}
LISTS: dict[str, tuple[str, ...]] = {
    "organisations/": ("organisations",),
    "people/": ("people",),
    "notices/": ("notices",),
    "day-decisions/": ("day-decisions",),
    "ladders/<int:pk>/": ("ladder",),
    "ladders/<int:pk>/changes/": ("ladder-changes",),
    "ladders/<int:pk>/preview/": ("ladder-preview",),
    "delivery/": ("incidents",),
    "delivery/suppressed/": ("suppressed",),
    "delivery/storms/": ("storms",),
    "deputies/": ("deputies",),
    "extensions/": ("extension-counts",),
    "clarity/": ("clarity",),
    "clarity/scores/": ("clarity-scores",),
    "instruments/": ("instruments",),
    "instruments/<int:pk>/": ("clauses",),
    "obstacles/": ("obstacles",),
    "jobs/": ("files",),
    "meetings/": ("meetings",),
    "meetings/<int:pk>/changes/": ("meeting-changes",),
    "meetings/<int:pk>/tasks/": ("meeting-tasks",),
    "mergers/": ("mergers",),
    "mergers/preview/": ("merger-preview",),
    "placements/": ("placements",),
    "clauses/<int:pk>/theme/": ("rethemings",),
    "occurrences/": ("occurrences",),
    "programmes/": ("programmes",),
    "rates/": ("rates",),
    "rates/late-recording/": ("late-recording", "late-recording-days"),
    "rates/late-recording/list/": ("late-facts",),
    "rates/reporting/": ("reporting-rates",),
    "rates/work/": ("work-figures",),
    "rates/work/list/": ("work",),
    "rates/joined/": ("rates-joined",),
    "rates/reports/": ("rates-reports",),
    "reviews/": ("reviews",),
    "tasks/": ("tasks",),
    "tasks/<int:pk>/history/": ("history",),
    "themes/": ("themes",),
}
# What is no list: one thing, a form, an act, a file; or a list that the meeting pack holds.
PACKED = {"meetings/<int:pk>/"}
NO_LIST = {
    *("appearance/", "password/", "unsubscribe/<str:token>/"),
    *("search/", "calendar/", "organisations/<str:code>/", "tasks/<int:pk>/inline/"),
    *("ladders/", "ladders/<int:pk>/change/"),
    *("administration/", "administration/programmes/new/", "administration/people/new/"),
    "administration/people/<int:pk>/",
    *(f"administration/people/<int:pk>/{act}/" for act in ("change", "block", "unblock", "link")),
    *("administration/organisations/<str:code>/change/", "clauses/<int:pk>/edit/"),
    "clauses/<int:pk>/remove/",
    *("administration/people/<int:pk>/roles/new/", "administration/people/roles/<int:pk>/end/"),
    *("administration/people/tokens/<int:pk>/revoke/", "administration/organisations/new/"),
    *("administration/organisations/<str:code>/rename/", "password/<str:uidb64>/<str:token>/"),
    *("working-days/change/", "working-days/explained/"),
    *("health/", "sign-in/", "sign-out/", "admin/login/", "language/", "me/", "me/password/"),
    *("deputies/<int:pk>/end/", "tasks/<int:pk>/edit/", "tasks/<int:pk>/<slug:slug>/"),
    *("obstacles/<int:pk>/", "tasks/<int:pk>/reports/<int:occurrence_pk>/"),
    *(
        "tasks/<int:pk>/evidence/<int:evidence_pk>/",
        "instruments/new/",
        "mergers/<int:pk>/call-off/",
    ),
    *("instruments/<int:pk>/supersede/", "clauses/<int:clause_pk>/draft/"),
    *("instruments/<int:pk>/enter/", "instruments/<int:pk>/enter/assign/"),
    *("clauses/<int:clause_pk>/enter/", "drafts/<int:pk>/enter/"),
    "instruments/<int:pk>/enter/table/",
    *("exports/<slug:name>.csv", "exports/<slug:name>.xlsx"),
    *("jobs/<int:pk>/", "jobs/<int:pk>/file/", "jobs/news/", "rates/measures/"),
    *("tasks/<int:pk>/evidence/", "review/<slug:kind>/<int:pk>/"),
    *("meetings/new/", "meetings/<int:pk>/change/", "meetings/<int:pk>/freeze/"),
    *("meetings/<int:pk>/verify/", "meetings/<int:pk>/document/", "meetings/<int:pk>/pack/"),
    *("meetings/<int:pk>/conclude/", "meetings/<int:pk>/call-off/", "meetings/<int:pk>/tie/"),
    "meetings/<int:pk>/notices/<int:instrument_pk>/untie/",
    *("delivery/storms/<int:pk>/allow/", "delivery/suppressed/<int:pk>/lift/"),
    "delivery/storms/<int:pk>/refuse/",
    *("favicon.ico", "rates/trend.svg"),
    *("notices/unread/", "notices/read/", "notices/<int:pk>/read/"),
    *("notices/messages/<int:pk>/", "notices/messages/<int:pk>/html/"),
    *("demo/mail/", "demo/mail/<slug:name>/", "demo/mail/<slug:name>/html/"),
    *("help/", "help/<slug:role>/"),
}
NO_LIST_OF_THE_API = {
    "me/settings/",
    "ladders/",  # programmes, of which there is a list
    *("working-days/", "working-days/explained/", "day-decisions/preview/"),
    *("organisations/<int:pk>/", "tasks/<int:pk>/", "tasks/<int:pk>/as-of/", "me/", "exports/"),
    *("clauses/<int:pk>/", "people/<int:pk>/"),
    *("instruments/<int:pk>/supersede/", "jobs/<int:pk>/", "jobs/<int:pk>/file/"),
    *("exports/<slug:name>/csv/", "tasks/<int:pk>/evidence/<int:evidence_pk>/"),
    *("meetings/<int:pk>/document/", "meetings/<int:pk>/verify/"),
    *("notices/unread/", "notices/messages/<int:pk>/", "delivery/held/"),
}
WORDS = {
    **dict.fromkeys(("history", "notices"), "task={in_progress}"),
    "clauses": "instrument={instrument}",
    "instrument-report": "instrument={instrument_number}",
    **dict.fromkeys(("ladder", "ladder-changes"), "programme={programme}"),
    "ladder-preview": "programme={programme}&day=2025-12-24",
    "rethemings": "clause={clause}",
    "meeting-changes": "meeting={planned}&since={meeting}",
    "meeting-tasks": "meeting={meeting}",
    "merger-preview": "predecessor={lead_code}&successor={other_code}&on=2025-12-01",
}
# Shown only where there is something, or to somebody else: their own tests look.
NOT_IN_THE_SCENE = {
    "to-decide",
    "files",
    "reports-due",
    "joined",
    "owed",
    "deputies",
    "obstacles",
} | {"reporting-rates", "rethemings", "storms"}


SEEN_BY = {
    "reports-due": "focal_point",
    **dict.fromkeys(("people", "organisations"), "administrator"),
    "suppressed": "administrator",
    "incidents": "administrator",
    "storms": "administrator",
}
ASKED = {"Of", "Cut-off", "Knowledge", "Held against", "Organisations"}
MADE = {"Seal of the history", "Made"}
# Export of figures → what it has to say, beside its formulas.
FIGURES = {
    "rates": {*ASKED, *MADE, "On-time rate", "Clarity"},
    "instrument-report": {*ASKED, *MADE, "On-time rate", "Visible to you"},
    "reporting-rates": {*ASKED, *MADE, "Reports on time"},
    "work-figures": {*ASKED, *MADE, "Median time to completion"},
    "work": {*ASKED, *MADE, "What is counted"},
    "late-recording": {"Of", "Recorded from – until", "Late", *MADE},
    "late-recording-days": {"Of", "Recorded from – until", "Late", *MADE},
    "clarity-scores": {"Of", "Cut-off", "Share", "Mean of six", *MADE},
    "extension-counts": {"Of", "Cut-off", *MADE},
    "notices": {"What this is", "Of", "Cut-off", "Made"},
    "meeting-changes": {"Meeting", "Compared with", "Before", "After", *MADE},
}


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


def test_every_page_is_a_list_or_is_not() -> None:
    assert sorted(chain(PAGES, NO_LIST, PACKED)) == sorted(WEB)


def test_so_is_every_answer_of_the_api() -> None:
    read = {route.removeprefix("GET v1/") for route in ROUTES if route.startswith("GET v1/")}
    assert sorted(chain(LISTS, NO_LIST_OF_THE_API, PACKED)) == sorted(read)


def test_every_export_belongs_to_a_list() -> None:
    belonging: Iterable[str] = chain(*PAGES.values(), *LISTS.values())
    assert set(belonging) == set(all_exports())


@pytest.mark.parametrize("route", [route for route in PAGES if route])
def test_its_page_leads_to_it(route: str, world: Scene) -> None:
    [template, _who], *_others = WEB[route]
    page = browser_of(world, "secretary").get(address(template, world))
    for name in set(PAGES[route]) - NOT_IN_THE_SCENE:
        if page.status_code == 200 and name not in {"merger-preview", "occurrences"}:
            assert f"/exports/{name}.xlsx" in page.text


def query(name: str, world: Scene) -> str:
    number = world.clause.instrument.number
    codes = {
        "instrument_number": number,
        "lead_code": world.lead.code,
        "other_code": world.programme.owner.code,
    }
    template = WORDS.get(name, "")
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
        rows = [line for line in lines[1:] if line[0] != "statement"]
        assert len(rows) == table.count() or name == "clarity"


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_figures_say_what_they_rest_on(name: str, world: Scene) -> None:
    """Of what, until when, from which history, by whom and when; rates and work their formulas."""
    reader = reader_at(_somebody(name, world), clock.now())
    table = table_of({"list": name, "query": query(name, world), "asked": "api"}, reader)
    assert table is not None
    with translation.override("en"):
        said = dict(table.statement())
        end = _read(csv_of(table, demo=False, language="en"))[-len(said) :]
    assert FIGURES[name] <= said.keys()
    assert str(reader.user) in said["Made"]
    assert [line[:2] for line in end] == [
        ["statement", harmless(f"{what}: {about}")] for what, about in said.items()
    ]


def _somebody(name: str, world: Scene) -> Any:
    return world.readers[SEEN_BY.get(name, "secretary")]


def _read(pieces: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces))))
