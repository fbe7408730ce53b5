from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks.enums import DeliverableKind, Rhythm, Status
from tasks.interfaces.web.choosing import Choice, Directory, organisations_on
from tasks.interfaces.web.pasting import MOST, PastedRow, read_table, unread
from tasks.models import Clause, Programme, Task
from tests import factories as make

pytestmark = pytest.mark.shared
OFFICER = User(pk=-1)
WHOLE = "1.a\tTrình nghị định\tBộ Công an\t31/12/2025\t02 nghị định"


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return make.programme()


@pytest.fixture(scope="module")
def police(programme: Programme) -> Organisation:
    return make.ministry(name="Bộ Công an", code="BCA")


@pytest.fixture(scope="module")
def clause(programme: Programme, police: Organisation) -> Clause:
    make.ministry(name="Bộ Nội vụ")
    made: Clause = make.ClauseFactory.create(number="1.a")
    return made


@pytest.fixture
def browser(programme: Programme) -> Client:
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    return browser


@dataclass(frozen=True)
class Lists:
    """Who can be named."""

    organisations: Directory[Organisation]
    people: Directory[User]


@pytest.fixture
def bodies(police: Organisation) -> Lists:
    names = [police.name, "Bộ Nội vụ", "Bộ Văn hóa, Thể thao và Du lịch"]
    made = [police, *(Organisation(pk=-n, name=name) for n, name in enumerate(names[1:], 1))]
    organisations = Directory("bodies", [Choice(one, one.name, ()) for one in made])
    return Lists(
        organisations, Directory("people", [Choice(OFFICER, "Lê Văn An (Bộ Công an)", ())])
    )


def one(text: str, bodies: Lists) -> PastedRow:
    [row] = read_table(text, bodies)
    return row


def test_each_column_is_read(bodies: Lists, police: Organisation) -> None:
    row = one(WHOLE, bodies)
    assert row.is_ready
    assert row.day == date(2025, 12, 31)
    assert row.words == {
        "clause": "1.a",
        "title": "Trình nghị định",
        "lead": police,
        "deadline_text": "31/12/2025",
        "deliverable_kind": DeliverableKind.DECREE,
        "deliverable_measure": "nghị định",
        "deliverable_count": 2,
        "co_agencies": [],
    }


@pytest.mark.parametrize(
    ("cell", "day", "rhythm"),
    [
        ("05/03/2026", date(2026, 3, 5), ""),
        ("trước 15/12/2025", date(2025, 12, 14), ""),
        ("Quý IV/2025", date(2025, 12, 31), ""),
        ("hằng quý", None, str(Rhythm.QUARTERLY.label)),
        ("", None, ""),
    ],
)
def test_deadlines_are_days_first(bodies: Lists, cell: str, day: date | None, rhythm: str) -> None:
    row = one(f"1\tViệc\tBộ Công an\t{cell}", bodies)
    assert (row.day, row.rhythm, row.faults) == (day, rhythm, {})


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("1\tViệc\tBộ Không Có\t31/12/2025", "lead", "Bộ Không Có"),
        ("1\tViệc\tBộ\t31/12/2025", "lead", "Bộ Công an; Bộ Nội vụ"),
        ("1\tViệc\tBộ Công an\t31/02/2026", "deadline", ""),
        ("1\tViệc\tBộ Công an\tsớm", "deadline", ""),
        ("1\tViệc\tBộ Công an\t31/12", "deadline", ""),
        ("1\t\tBộ Công an", "title", ""),
        ("\tViệc\tBộ Công an", "clause", ""),
        (f"{WHOLE}\tGhi chú dài", "title", "Ghi chú dài"),
        (f"1\tViệc\tBộ Công an\t\t{'x' * 121}", "deliverable", "121"),
    ],
)
def test_what_is_not_understood_is_named(bodies: Lists, text: str, column: str, named: str) -> None:
    row = one(text, bodies)
    assert list(row.faults) == [column]
    assert named in row.faults[column]


def test_a_heading_says_which_column_is_which(bodies: Lists, police: Organisation) -> None:
    text = (
        "TT\tNhiệm vụ\tCơ quan phối hợp\tCơ quan chủ trì\tGhi chú\tThời hạn\n"
        '1\t"Xây dựng\n""cơ sở""  dữ liệu"\tbo noi vu; Bộ Văn hóa, Thể thao và Du lịch'
        "\tcong an\tx\t\n"
        "\tViệc hai\t\tbo cong an\t\tnăm 2026\n"
    )
    first, second = read_table(text, bodies)
    assert first.words["title"] == 'Xây dựng "cơ sở" dữ liệu'
    assert [part.organisation.name for part in first.words["co_agencies"]] == [
        "Bộ Nội vụ",
        "Bộ Văn hóa, Thể thao và Du lịch",
    ]
    assert (second.words["clause"], second.words["lead"]) == ("1", police)
    assert second.day == date(2026, 12, 31)


def test_a_heading_may_name_all_that_makes_a_task_clear(
    bodies: Lists, police: Organisation
) -> None:
    heading = (
        "Điểm\tNhiệm vụ\tChủ trì\tSản phẩm\tSố lượng\tĐơn vị tính\tCán bộ\tCấp có thẩm quyền\n"
    )
    row = one(f"{heading}1\tViệc\tcông an\tBáo cáo\t3\tbáo cáo quý\tlê văn an\tBộ Công an", bodies)
    assert row.is_ready
    assert (row.words["officer"], row.words["authority"]) == (OFFICER, police)
    assert (row.words["deliverable_count"], row.words["deliverable_measure"]) == (3, "báo cáo quý")
    row = one(f"{heading}1\tViệc\tcông an\tBáo cáo\tmột\t\tAi đó\tBộ Công an", bodies)
    assert set(row.faults) == {"deliverable", "officer"}


@pytest.mark.parametrize("short", ["Hà Nội", "Bộ VH,TT&DL", "Bộ VHTTDL"])
def test_an_organisation_has_the_names_that_documents_use(short: str) -> None:
    names = ["Thành phố Hà Nội", "Đại học Quốc gia Hà Nội", "Bộ Văn hóa, Thể thao và Du lịch"]
    wanted = [make.ministry(name=name) for name in names][-1 if short.startswith("Bộ") else 0]
    assert organisations_on(date(2025, 11, 17)).find(short) == wanted


def test_what_is_left_can_be_read_again(bodies: Lists) -> None:
    """Below its heading, and with the clause that it had from the row above."""
    text = 'Nhiệm vụ\tĐiểm\tChủ trì\nMột\t1.a\tBộ Công an\n"Hai\nba"\t\tKhông có\n'
    _first, second = read_table(text, bodies)
    left = one(unread(text, [second]), bodies)
    assert left.cells == second.cells
    assert left.faults == second.faults


def test_too_many_rows_are_refused(browser: Client, clause: Clause) -> None:
    path = f"/instruments/{clause.instrument_id}/enter/table/"
    words = {"programme": Programme.objects.get().code}
    for table in (WHOLE + "\n" + "x\n" * MOST, "\t\n\n"):
        assert browser.post(path, words | {"table": table}).status_code == 422


def test_it_is_shown_then_saved_and_what_is_not_understood_stays(
    browser: Client, clause: Clause, programme: Programme, police: Organisation
) -> None:
    path = f"/instruments/{clause.instrument_id}/enter/table/"
    table = f"\t\n{WHOLE}\n1.b\tBố trí kinh phí\tcong an\tQuý I/2026\n\tViệc ba\tBộ Lạ\t\n"
    words = {"table": table, "programme": programme.code}
    shown = browser.post(path, words)
    assert (shown.status_code, shown.context["ready"], shown.context["faulty"]) == (200, 2, 1)
    assert "Bộ Lạ" in shown.text
    assert not Task.objects.filter(clause__instrument=clause.instrument).exists()

    after = browser.post(path, words | {"take": ""})
    assert after.status_code == 422
    assert after.context["form"]["table"].value() == "1.b\tViệc ba\tBộ Lạ\t\n"
    made = Task.objects.filter(clause__instrument=clause.instrument).order_by("code")
    assert [(one.clause.number, one.lead, one.status) for one in made] == [
        ("1.a", police, Status.DRAFT),
        ("1.b", police, Status.DRAFT),
    ]

    again = browser.post(path, words | {"take": "", "table": f"{WHOLE}\n{WHOLE}"})
    assert again["Location"] == f"/instruments/{clause.instrument_id}/enter/"
    assert made.count() == 2
