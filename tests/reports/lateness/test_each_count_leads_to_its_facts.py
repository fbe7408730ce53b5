"""Each count of the late-recording report leads to as many facts as it says."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from reports.domain.lateness import late_question, late_recording
from reports.interfaces.asking.late import LateFactsForm, late_facts_asked
from reports.queries.late_facts import LateFacts
from reports.rules.lateness import CLASSES, COUNTED, LateQuestion
from tasks import domain
from tasks.enums import Act
from tasks.interfaces.web.listing import Narrowing, narrowed_by
from tasks.models import Programme, Task
from tasks.queries.listing import size_of_figure
from tests import factories as make
from tests.harness.api import V1, as_
from tests.reports.following import Following, links_to
from tracker import clock

pytestmark = pytest.mark.shared
FIRST = date(2025, 11, 17)


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    """Reports and claims of two organisations, recorded from no day to two months late."""
    one = make.programme(code="ONE")
    by = random.Random(1)
    leads = [make.ministry(code="ONE"), make.ministry(code="TWO")]
    said: dict[str, Any] = {"programme": one, "clause": make.ClauseFactory.create()}
    tasks = [make.in_progress(**said, lead=lead) for lead in leads for _each in range(8)]
    for task in tasks:
        if ahead := by.choice((0, 0, 1, 3)):
            make.at(clock.today() + timedelta(days=ahead))
        late = by.choice(("", "Hồ sơ đến muộn."))
        back = by.choice((0, 1, 2, 3) if not late else (5, 6, 12))
        on = max(clock.today() - timedelta(days=back), FIRST)
        make.submit(task, completed_on=on, late_reason=late)
    make.at("2026-02-10")
    for task in Task.objects.filter(programme=one, status="submitted")[:5]:
        confirmed = task.events.filter(act=Act.SUBMIT).latest("pk").act_on
        domain.accept(task, by=make.secretary_of(task), now=clock.now(), confirmed=confirmed)
    return one


def period(programme: Programme, **words: Any) -> LateQuestion:
    return late_question(now=clock.now(), from_day=FIRST, programme=programme, **words)


def test_in_each_class(programme: Programme) -> None:
    report = late_recording(now=clock.now(), from_day=FIRST, programme=programme)
    totals = report.totals.as_data()
    assert sum(totals[name] > 0 for name, _most in CLASSES) > 2
    for counted in COUNTED:
        facts = LateFacts(period(programme), counted)
        assert len(facts) == len(facts[:1000]) == totals[counted], counted
    every = LateFacts(period(programme), "recorded")[:1000]
    for counted, (least, most, reasoned) in COUNTED.items():
        if reasoned is None:
            wanted = [f for f in every if f.days >= least and (most is None or f.days <= most)]
            assert LateFacts(period(programme), counted)[:1000] == wanted, counted


def test_by_organisation_and_by_day(programme: Programme) -> None:
    report = late_recording(now=clock.now(), from_day=FIRST, programme=programme)
    for row in report.rows:
        led = Task.objects.filter(lead__code=row.key)[0].lead
        facts = LateFacts(period(programme, organisation=led), "late")
        assert len(facts) == row.lateness.late
        assert {fact.lead for fact in facts[:1000]} == {led}
    for day, each in report.days.items():
        asked = late_question(now=clock.now(), from_day=day, to_day=day, programme=programme)
        assert len(LateFacts(asked, "late")) == each.late
        assert len(LateFacts(asked, "recorded")) == each.recorded


def test_every_number_of_the_page(programme: Programme) -> None:
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    asked = {"from_day": f"{FIRST}", "programme": "ONE"}
    page = browser.get("/rates/late/", asked).content.decode()
    found = links_to("/rates/late/list/", page)
    assert len(found) >= 8 * 3
    following = Following(browser)
    for query, figure in found.items():
        form = LateFactsForm(QueryDict(query), programmes=Programme.objects.all())
        told = late_facts_asked(form, now=following.now, within=following.within)
        assert told is not None, (query, form.errors)
        seen = LateFacts(*told, user=following.reader, on=following.today)
        assert len(seen) == figure, query
    for query in list(found)[:2]:
        shown = browser.get(f"/rates/late/list/?{query}").context
        assert shown["counted"] == found[query] == shown["page"].paginator.count, query
    overdue = links_to("/tasks/", page)
    assert overdue
    for query, figure in overdue.items():
        narrowed = narrowed_by(Narrowing(QueryDict(query), today=following.today))
        assert size_of_figure(following.reader, on=following.today, **narrowed) == figure, query
    for query in list(overdue)[:2]:
        assert browser.get(f"/tasks/?{query}").context["counted"] == overdue[query], query


def test_who_sees_fewer_is_told_how_many(programme: Programme) -> None:
    reader: User = make.focal_point_of(Task.objects.filter(lead__code="TWO")[0])
    api, asked = as_(reader), {"from_day": f"{FIRST}", "counted": "recorded", "page_size": "200"}
    found = api.get(f"{V1}/rates/late-recording/list/", asked).json()
    assert 0 < found["visible"] < found["counted"]
    assert len(found["results"]) == found["visible"]
    assert {each["lead"] for each in found["results"]} == {"TWO"}
    query = f"from_day={FIRST}&counted=recorded"
    answer = api.get(f"{V1}/exports/late-facts/csv/?{query}").getvalue().decode()
    assert f"Ông/bà được xem: {found['visible']} trong số {found['counted']} mà số liệu" in answer


def test_page_by_page_the_latest_first(programme: Programme) -> None:
    facts = LateFacts(period(programme), "recorded")
    whole = facts[:1000]
    assert [facts[n] for n in range(len(facts))][:7] == whole[:7]
    moments = [fact.recorded_at for fact in whole]
    assert moments == sorted(moments, reverse=True)
