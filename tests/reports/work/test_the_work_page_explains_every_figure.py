"""One programme with one of each: the page, the list behind each count, the file and the API."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from reports.domain.work import work
from reports.queries.work.lists import LISTED, Lines
from reports.rules.work.counts import COUNTS
from reports.rules.work.measures import WORK_MEASURES
from tasks import domain
from tasks.enums import Knowledge, Participation
from tasks.models import Programme
from tests import factories as make
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    """Told on 10 December; it began on 17 November."""
    one = make.programme()
    words = {"programme": one, "lead": make.ministry(), "clause": make.ClauseFactory.create()}
    make.in_progress(**words, deadline=date(2025, 11, 20))
    make.in_progress(**words, deadline=date(2025, 12, 31))
    make.assigned(**words, deadline=None)
    asking = make.in_progress(**words, deadline=date(2025, 11, 18))
    done = make.in_progress(**words, deadline=date(2025, 12, 17))
    back = make.in_progress(**words, deadline=date(2026, 6, 30))
    make.at("2025-11-19")
    by = make.focal_point_of(asking)
    request = domain.ask_extension(
        asking, by=by, now=clock.now(), new_deadline=date(2025, 11, 28), reason="Chờ ý kiến."
    )
    secretary: dict[str, Any] = {"by": make.secretary_of(asking), "now": clock.now()}
    domain.decide_extension(request, granted=True, **secretary)
    make.submit(back)
    make.at("2025-11-27")
    make.submit(done)
    secretary["now"] = clock.now()
    domain.send_back(back, reason="Thiếu phụ lục.", **secretary)
    domain.accept(done, **secretary)
    make.at("2025-12-10")
    return one


def totals(one: Programme, day: str = "2025-12-10", **words: Any) -> Any:
    return work(now=clock.now(), as_of=date.fromisoformat(day), programme=one, **words).totals


def test_the_figures(monitored: Programme) -> None:
    counts = totals(monitored)
    assert (counts.total, counts.with_deadline, counts.overdue) == (6, 5, 2)
    assert (counts.overdue_8_30, counts.overdue_31_90) == (2, 0)
    assert (counts.of("completion_days"), counts.time_given) == (10, 30)
    assert (counts.extended, counts.granted, counts.days_granted, counts.asked_late) == (
        1,
        1,
        10,
        1,
    )
    assert (counts.accepted, counts.returned) == (1, 1)
    assert (counts.review.counts, counts.reviewed_late) == ({6: 1, 0: 1}, 1)
    assert (counts.open, counts.due_soon, counts.risk_behind_soon) == (2, 1, 1)


def test_a_past_day_as_known_then(monitored: Programme) -> None:
    known = totals(monitored, "2025-11-19", knowledge=Knowledge.KNOWN)
    assert (known.unreviewed, known.reviewed, known.completed) == (1, 0, 0)
    assert (known.overdue, known.extended) == (0, 1)


def test_only_with_the_lead(monitored: Programme) -> None:
    with pytest.raises(Refused, match="chủ trì"):
        totals(monitored, participation=Participation.JOINED)


def test_each_list_is_as_long_as_its_figure(monitored: Programme) -> None:
    report = work(now=clock.now(), as_of=clock.today(), programme=monitored)
    sums = {"completion": "completed", "review": "reviewed", "days_granted": "granted"}
    sums |= dict.fromkeys(("completion_days", "time_used", "time_given"), "completed")
    sums |= {"review_days": "reviewed"}
    for figure in LISTED:
        lines = Lines(report.question, figure)
        assert len(list(lines)) == len(lines), figure
        assert len(lines) == report.totals.of(sums.get(figure, figure)), figure


def test_the_page_explains_every_measure(monitored: Programme, client: Client) -> None:
    client.force_login(make.person(Role.SECRETARY, monitored.owner))
    answer = client.get("/rates/work/", {"by": "organisation", "as_of": "2025-12-10"})
    said = answer.content.decode()
    for measure in WORK_MEASURES:
        assert str(measure.name) in said
        assert measure.numbers(answer.context["report"].totals) in said
    assert "ngày" in said


def test_the_page_leads_to_every_list(monitored: Programme, client: Client) -> None:
    client.force_login(make.person(Role.SECRETARY, monitored.owner))
    page = client.get("/rates/work/", {"as_of": "2025-12-10"})
    said, list_of = page.content.decode(), f"/rates/work/list/?{page.context['query']}&figure="
    for section in page.context["sections"]:
        addresses = [f"{list_of}{term.figure}" for term in section.terms if term.figure]
        assert [each for each in addresses if each.replace("&", "&amp;") not in said] == []
        for address in addresses[-1:]:  # of one section they look alike
            assert client.get(address).status_code == 200


def test_who_may_not_see_a_task_is_told_how_many_are_hidden(
    monitored: Programme, client: Client
) -> None:
    other = make.in_progress(programme=monitored, deadline=date(2026, 6, 30))
    client.force_login(make.focal_point_of(other))
    answer = client.get("/rates/work/list/", {"figure": "overdue"})
    assert (answer.context["counted"], answer.context["hidden"], answer.context["rows"]) == (
        2,
        2,
        [],
    )


def test_page_api_command_and_file_say_the_same(monitored: Programme, client: Client) -> None:
    client.force_login(make.person(Role.SECRETARY, monitored.owner))
    asked = {"by": "organisation", "programme": monitored.code, "knowledge": "known"}
    by_api = client.get("/api/v1/rates/work/", asked, headers={"Accept-Language": "vi"}).json()
    out = io.StringIO()
    call_command("work", format="json", stdout=out, stderr=io.StringIO(), **asked)
    by_command = json.loads(out.getvalue())
    for each in (by_api, by_command):
        each["statement"] |= {"made_at": "", "made_by": ""}
    assert by_command == by_api
    assert [each["code"] for each in by_api["statement"]["measures"]] == [
        measure.code for measure in WORK_MEASURES
    ]
    text = client.get("/exports/work-figures.csv", asked).getvalue().decode("utf-8-sig")
    total = next(row for row in csv.DictReader(io.StringIO(text)) if row["key"] == "total")
    figures = by_api["totals"]
    assert {name: int(total[name]) for name in COUNTS} == {name: figures[name] for name in COUNTS}


def test_the_command_prints_formulas(monitored: Programme) -> None:
    out = io.StringIO()
    call_command("work", by="organisation", language="en", stdout=out)
    assert "= S2 / S1" in out.getvalue()
    assert "10.0 days" in out.getvalue()
    with pytest.raises(CommandError, match="--as-of"):
        call_command("work", as_of="2099-01-01")


COSTING = ("/rates/work/", "/rates/work/list/", "/exports/work-figures.csv", "/api/v1/rates/work/")


def test_it_costs_the_same_for_any_number_of_tasks(monitored: Programme, client: Client) -> None:
    client.force_login(make.person(Role.SECRETARY, monitored.owner))

    def cost(address: str) -> int:
        asked = {"by": "organisation", "knowledge": "known"}
        asked |= {"figure": "overdue"} if "list" in address else {}
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, asked).status_code == 200
        return len(queries)

    before = {address: cost(address) for address in COSTING}
    for _each in range(2):
        make.submit(make.in_progress(programme=monitored, deadline=date(2025, 12, 20)))
    assert {address: cost(address) for address in COSTING} == before
