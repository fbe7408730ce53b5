"""The five rows of figures that were published, as known on their day, from the seeds."""

import io
import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Membership

pytestmark = pytest.mark.seeded
NQ71 = "71/NQ-CP"
ROWS: list[tuple[str, str, dict[str, int | float]]] = [
    ("2025-07-31", NQ71, {"completed_late": 12, "overdue": 21}),
    (
        "2025-08-28",
        NQ71,
        {"total": 330, "completed_on_time": 65, "completed_late": 25, "overdue": 4},
    ),
    ("2025-08-28", "", {"overdue": 34}),
    ("2025-10-28", "", {"overdue": 51}),
    (
        "2025-11-15",
        "",
        {
            "total": 944,
            "completed_on_time": 282,
            "completed_late": 88,
            "in_time_underway": 176,
            "in_time_not_started": 217,
            "in_time_awaiting": 0,
            "in_time_suspended": 0,
            "overdue": 51,
            "regular": 130,
            "completion_rate": 0.3919,
            "on_time_rate": 0.6698,
        },
    ),
]


def by_command(asked: dict[str, str]) -> Any:
    out = io.StringIO()
    call_command("rates", format="json", stdout=out, stderr=io.StringIO(), **asked)
    return json.loads(out.getvalue())


def unsigned(report: dict[str, Any]) -> dict[str, Any]:
    """Without who had it made, and when."""
    stated = {k: v for k, v in report["statement"].items() if not k.startswith("made")}
    return report | {"statement": stated}


@pytest.mark.parametrize(("as_of", "instrument", "published"), ROWS)
def test_row(
    client: Client, as_of: str, instrument: str, published: dict[str, int | float]
) -> None:
    asked = {"as_of": as_of, "knowledge": "known", "by": "organisation"}
    asked |= {"instrument": instrument} if instrument else {}
    client.force_login(Membership.objects.filter(role="secretary").earliest("pk").user)
    report = client.get("/api/v1/rates/", asked).json()
    assert {name: report["totals"][name] for name in published} == published
    page = client.get("/rates/", asked).context["report"].as_data()
    assert unsigned(by_command(asked)) == unsigned(page) == unsigned(report)


def test_the_page_opens_with_the_last_of_them(client: Client) -> None:
    client.force_login(Membership.objects.filter(role="secretary").earliest("pk").user)
    said = client.get("/rates/").content.decode()
    assert "<b>67,0\N{NO-BREAK SPACE}%</b>" in said
    shown = re.findall(r'class="figure[^"]*"><b>\s*(?:<a[^>]*>)?\s*(\d+)', said)
    assert shown == ["944", "370", "176", "51"]
    assert "282 / (282 + 88 + 51)" in said
