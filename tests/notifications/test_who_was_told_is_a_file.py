"""It is evidence: with every try and answer, the filters in force, and what the file is."""

import csv
import io

import pytest
from django.test import Client

from accounts.enums import Role
from notifications.models import Message
from tests.factories import focal_point_of, person, secretary_of
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed, swept

pytestmark = pytest.mark.django_db


def _rows(client: Client, query: str) -> tuple[list[dict[str, str]], list[str]]:
    """The lines, and what the file says about itself."""
    answer = client.get(f"/exports/notices.csv?{query}")
    assert answer.status_code == 200, answer.status_code
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(content)))
    said = [next(iter(row.values())) for row in rows]
    lines = [row for row, first in zip(rows, said, strict=True) if first != "statement"]
    return lines, [list(row.values())[1] for row in rows[len(lines) :]]


def test_with_each_try_and_the_servers_answers(server: Server, client: Client) -> None:
    task = owed("2025-11-18")
    server.answers = ["451 4.3.0 later"]
    swept()
    let_time_pass()
    swept()
    secretary = secretary_of(task)
    secretary.language = "en"
    secretary.save()
    client.force_login(secretary)
    ((line,), said) = _rows(client, f"task={task.pk}")
    assert (line["Who"], line["Code of the task"]) == (focal_point_of(task).full_name, task.code)
    assert line["Message-ID"] == Message.objects.get().message_id
    assert (line["State"], line["Tries"]) == ("Sent", "2")
    assert "1. 17/11/2025 " in line["Each try"]
    assert "451 4.3.0 later" in line["Each try"]
    assert line["Each try"].endswith("(250 OK)")
    assert line["Answer of the server"] == "250 OK"
    assert said[0].startswith("What this is: Who had to be told what")
    assert said[1] == f"Of: {task.code}"
    assert said[2].startswith("Cut-off: 17/11/2025 ")
    assert said[3].startswith("Made: 17/11/2025 ")
    assert said[3].endswith(str(secretary))


def test_narrowed_as_the_page_is(server: Server, client: Client) -> None:
    task = owed("2025-11-18")
    other = owed("2025-11-18", programme=task.programme)
    server.refused[focal_point_of(other).email] = "550 5.1.1 no such user"
    swept()
    client.force_login(secretary_of(task))
    for query, codes in {
        "": {task.code, other.code},
        "state=failed": {other.code},
        f"person={focal_point_of(task).pk}": {task.code},
        f"programme={task.programme.pk}&state=sent": {task.code},
        "from_day=2025-11-17&until_day=2025-11-17": {task.code, other.code},
        "from_day=2025-11-18": set(),
    }.items():
        lines, said = _rows(client, query)
        assert {line["Mã nhiệm vụ"] for line in lines} == codes, query
        assert len(said) == 4


def test_what_makes_no_sense_is_explained_on_the_page(client: Client) -> None:
    client.force_login(secretary_of(owed("2025-12-31")))
    answer = client.get("/exports/notices.csv?state=†")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/notices/?state=")
    assert client.get("/exports/notices.csv?task=0").status_code == 404


def test_the_words_of_unseen_tasks_are_not_in_it(server: Server, client: Client) -> None:
    here, elsewhere = owed("2025-11-18"), owed("2025-11-18")
    reader = focal_point_of(here)
    reader.memberships.create(
        organisation=elsewhere.lead, role=Role.FOCAL_POINT, from_day="2025-01-01"
    )
    swept()
    client.force_login(person(Role.HEAD, here.lead))
    lines, _said = _rows(client, f"person={reader.pk}")
    assert {(line["Mã nhiệm vụ"], line["Nhiệm vụ"]) for line in lines} == {
        (here.code, here.title),
        ("", ""),
    }
