"""Each step by plain posts, as without JavaScript, and as htmx sends it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Organisation
from tasks import domain
from tasks.enums import Status
from tasks.models import Clause, Instrument, Programme, Task
from tasks.rules.parts import joined_now
from tests import factories as make
from tests.tasks.web.posting import refusals, send
from tracker import clock

pytestmark = pytest.mark.shared
LIVE = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return make.programme()


@pytest.fixture(scope="module")
def ministry(programme: Programme) -> Organisation:
    return make.ministry(code="DTTG", name="Bộ Dân tộc và Tôn giáo")


@pytest.fixture(scope="module")
def clause(programme: Programme) -> Clause:
    made: Clause = make.ClauseFactory.create(number="1.a")
    return made


@pytest.fixture
def browser(programme: Programme) -> Client:
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    return browser


def task(programme: Programme, **changed: Any) -> dict[str, Any]:
    rows = {"parts-TOTAL_FORMS": "1", "parts-INITIAL_FORMS": "0"}
    return rows | {"title": "Trình nghị định", "programme": programme.code} | changed


def clear_draft(programme: Programme, clause: Clause, lead: Organisation, **words: Any) -> Task:
    return make.draft(programme=programme, clause=clause, lead=lead, **words)


def test_the_instrument_leads_to_its_clauses(browser: Client) -> None:
    words = {
        "kind": "directive",
        "number": "99/CT-TTg",
        "title": "Chỉ thị về dữ liệu",
        "issuer": make.OrganisationFactory.create().pk,
        "issued_on": "2025-11-10",
    }
    after = send(browser, "/instruments/new/", **words)
    entered = Instrument.objects.get(number="99/CT-TTg")
    assert after["Location"] == f"/instruments/{entered.pk}/enter/"
    assert list(refusals(send(browser, "/instruments/new/", **words))) == ["number"]


def test_clause_after_clause(browser: Client, clause: Clause) -> None:
    path = f"/instruments/{clause.instrument_id}/enter/"
    after = browser.post(path, {"number": "1.b", "text": "Bố trí kinh phí."})
    new = Clause.objects.get(number="1.b")
    assert after["Location"] == f"{path}?clause={new.pk}#clause-{new.pk}"
    again = browser.post(path, {"number": "1.b", "text": "Khác."})
    assert again.status_code == 422
    assert "Khác." in again.text


def test_a_task_is_typed_without_diacritics(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    words = {"lead": "dan toc ton giao", "authority": "DTTG", "deadline_text": "Quý I/2026"}
    parts = {"parts-0-organisation": programme.owner.name, "parts-0-part": "Góp ý."}
    path = f"/clauses/{clause.pk}/enter/"
    assert browser.post(path, task(programme, **words, **parts)).status_code == 302
    made = Task.objects.get(clause=clause)
    assert (made.lead, made.authority, made.status) == (ministry, ministry, Status.DRAFT)
    assert (made.deadline, made.deadline_text) == (date(2026, 3, 31), "Quý I/2026")
    assert joined_now(made)[0].part == "Góp ý."


@pytest.mark.parametrize(
    ("field", "text"), [("lead", "bộ không có"), ("authority", "bo"), ("deadline_text", "sắp tới")]
)
def test_what_is_refused_keeps_what_was_typed(
    browser: Client,
    programme: Programme,
    clause: Clause,
    ministry: Organisation,
    field: str,
    text: str,
) -> None:
    make.ministry()
    path = f"/clauses/{clause.pk}/enter/"
    answer = browser.post(path, task(programme, **{field: text}), headers=LIVE)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'href="#id_c{clause.pk}_{field}"' in answer.text
    assert text in answer.text
    assert "Trình nghị định" in answer.text
    assert "<html" not in answer.text
    assert not Task.objects.filter(clause=clause).exists()


def test_htmx_gets_the_row_the_counts_and_the_next_form(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    path = f"/clauses/{clause.pk}/enter/"
    answer = browser.post(path, task(programme, authority="DTTG"), headers=LIVE)
    made = Task.objects.get(clause=clause)
    assert f'id="draft-{made.pk}"' in answer.text
    assert 'id="tally"' in answer.text
    assert f'id="line-{clause.pk}" hx-swap-oob="true"' in answer.text
    assert answer.context["form"].initial["authority"] == ministry
    assert not answer.context["form"].is_bound


def test_a_draft_is_mended_in_its_place(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    draft = clear_draft(programme, clause, ministry, authority=None)
    path = f"/drafts/{draft.pk}/enter/"
    words = {"authority": "DTTG", "lead": "DTTG", "revision": draft.revision}
    answer = browser.post(path, task(programme, **words), headers=LIVE)
    assert answer["HX-Retarget"] == f"#draft-{draft.pk}"
    assert make.again(draft).authority == ministry
    late = browser.post(path, task(programme, **words), headers=LIVE)
    assert late.status_code == 422
    assert late.context["form"].non_field_errors()


def test_all_that_are_clear_are_assigned_and_the_others_named(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    clear = clear_draft(programme, clause, ministry)
    unclear = clear_draft(programme, clause, ministry, authority=None)
    past = clear_draft(programme, clause, ministry, deadline=date(2025, 11, 1))
    path = f"/instruments/{clause.instrument_id}/enter/"
    page = browser.get(path)
    assert (page.context["entered"].drafted, page.context["entered"].drafted_clear) == (3, 2)
    secretary = make.person(Role.SECRETARY, programme.owner)
    assert str(secretary) in page.text
    after = browser.post(f"{path}assign/", {"on": clock.today().isoformat()}, follow=True)
    assert past.code in "".join(map(str, after.context["messages"]))
    statuses = [make.again(each).status for each in (clear, unclear, past)]
    assert statuses == [Status.ASSIGNED, Status.DRAFT, Status.DRAFT]
    assert make.again(clear).events.filter(act="assign").count() == 1


def test_a_late_day_asks_why(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    clear = clear_draft(programme, clause, ministry)
    path = f"/instruments/{clause.instrument_id}/enter/assign/"
    asked = browser.post(path, {"on": "2025-10-01"})
    assert asked.status_code == 422
    assert list(asked.context["hand_out"].errors) == ["late_reason"]
    browser.post(path, {"on": "2025-10-01", "late_reason": "Văn bản đến muộn."})
    assert make.again(clear).assigned_on == date(2025, 10, 1)


def test_a_group_is_assigned_once_all_its_members_are_clear(
    programme: Programme, clause: Clause, browser: Client
) -> None:
    group = make.group(make.ministry(), make.ministry(), programme=programme, clause=clause)
    found = browser.get(f"/instruments/{clause.instrument_id}/enter/").context["entered"]
    [draft] = found.drafts
    assert (draft.task, draft.members, draft.unclear, draft.is_clear) == (group, 2, 2, False)
    assert (found.drafted, found.drafted_clear) == (2, 0)


def test_the_last_clause_is_at_work_and_the_others_are_lines(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    path = f"/instruments/{clause.instrument_id}/enter/"
    last = make.ClauseFactory.create(instrument=clause.instrument, number="1.b", position=9)
    folded = clear_draft(programme, clause, ministry)
    drafts = [clear_draft(programme, last, ministry, authority=None) for _each in range(6)]
    page = browser.get(path)
    assert [draft.task for draft in page.context["at_work"].latest] == drafts[:0:-1]
    assert [draft.task for draft in page.context["at_work"].others] == drafts[:1]
    assert page.text.index(f'id="clause-{last.pk}"') < page.text.index(f'id="line-{clause.pk}"')
    assert f'id="draft-{folded.pk}"' not in page.text
    for chosen in (
        browser.get(f"{path}?clause={clause.pk}"),
        browser.get(f"/clauses/{clause.pk}/enter/", headers=LIVE),
    ):
        assert chosen.context["at_work"].each.clause == clause
        assert f'id="draft-{folded.pk}"' in chosen.text
    assert f'data-address="{path}?clause={clause.pk}"' in chosen.text
    assert "<html" not in chosen.text
    mended = browser.get(f"/drafts/{drafts[0].pk}/enter/")
    assert mended.context["at_work"].latest[0].task == drafts[0]


def test_what_one_secretary_entered_is_not_shown_to_another(
    programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    draft = clear_draft(programme, clause, ministry)
    other = Client()
    other.force_login(make.person(Role.SECRETARY, make.programme().owner))
    page = other.get(f"/instruments/{clause.instrument_id}/enter/")
    assert draft.code not in page.text
    assert other.get(f"/drafts/{draft.pk}/enter/").status_code == 404


def test_queries_do_not_grow(
    browser: Client, programme: Programme, clause: Clause, ministry: Organisation
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/instruments/{clause.instrument_id}/enter/")
        return len(captured)

    clear_draft(programme, clause, ministry, authority=None)
    few = queries()
    for _ in range(2):
        new = make.ClauseFactory.create(instrument=clause.instrument)
        clear_draft(programme, new, make.ministry(), authority=None)
        joined = [domain.Part(make.ministry(), "Góp ý.")]
        clear_draft(programme, clause, ministry, co_agencies=joined)
    assert queries() == few <= 30
