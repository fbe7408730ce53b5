import json
from hashlib import sha256
from typing import Any

import pytest

from tests import factories as f
from tests.factories import at
from tests.harness.api import as_
from tests.reports.meetings.made import frozen, secretary

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/meetings/"


def test_from_plan_to_notice() -> None:
    programme = f.programme()
    task = f.assigned(programme=programme)
    client = as_(secretary(programme))
    said = {"programme": programme.code, "name": "Họp", "held_on": "2025-11-20"}
    made = client.post(ROOT, said | {"cut_off": "2025-11-18"}, format="json").json()
    assert (made["frozen"], made["totals"]["total"], made["as_of"]) == (None, 1, "2025-11-17")
    path = f"{ROOT}{made['id']}/"
    early = client.post(f"{path}freeze/")
    assert early.status_code == 400
    assert early.json()["errors"][0]["code"] == "cut_off_in_the_future"
    changed = client.patch(path, {"name": "Họp quý"}, format="json").json()
    assert changed["name"] == "Họp quý"
    at("2025-11-20")
    frozen_now = client.post(f"{path}freeze/").json()
    digest = frozen_now["frozen"]["sha256"]
    head, *lines = client.get(f"{path}document/").getvalue().splitlines(keepends=True)
    assert sha256(head).hexdigest() == digest
    assert [sha256(b"".join(lines)).hexdigest()] == json.loads(head)["tasks"]["parts"]
    assert client.get(f"{path}verify/").json()["holds"] is True
    again = client.post(f"{path}freeze/")
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "frozen_already")
    notice: dict[str, Any] = {"number": "701/TB-VPCP", "title": "Kết luận"}
    notice |= {"issuer": programme.owner.code, "issued_on": "2025-11-20"}
    notice["clauses"] = [{"number": "1", "text": "Giao Bộ."}]
    ended = client.post(f"{path}conclusion/", notice, format="json")
    assert ended.status_code == 201
    assert [each["instrument"] for each in ended.json()["notices"]] == ["701/TB-VPCP"]
    assert task.code in client.get(f"{path}document/").getvalue().decode()


def test_what_has_changed_sums() -> None:
    programme = f.programme()
    f.assigned(programme=programme)
    first = frozen(programme)
    at("2025-11-20")
    f.submit(f.in_progress(programme=programme))
    last = frozen(programme)
    client = as_(secretary(programme))
    found = client.get(f"{ROOT}{last.pk}/changes/").json()
    assert found["since"] == first.pk
    for name, before in found["before"].items():
        moved = sum(net.get(name, 0) for net in found["moved"].values())
        assert before + moved == found["after"][name]
    [passage] = found["tasks"]
    assert (passage["was"], passage["became"]) == ("absent", "in_time_awaiting")
    assert [done["act"] for done in passage["done"]] == ["assign", "progress", "submit"]
    until_now = client.get(f"{ROOT}{last.pk}/changes/?until=now").json()
    assert until_now["tasks"] == []
    assert client.get(f"{ROOT}{last.pk}/changes/?since=0").status_code == 404
