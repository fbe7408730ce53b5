import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db
JSON = "openapi-json"


@pytest.fixture(scope="module")
def schema() -> Any:
    """Written as `manage.py spectacular` does; a warning or an invalid schema fails here."""
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, format=JSON, stdout=written)
    return json.loads(written.getvalue())


def operations(schema: Any) -> dict[str, Any]:
    return {
        f"{method} {path}": operation
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def test_what_is_served_is_what_is_checked(schema: Any) -> None:
    asked = {"Accept": "application/vnd.oai.openapi+json", "Accept-Language": "en"}
    assert APIClient().get("/api/schema/", headers=asked).json()["paths"] == schema["paths"]
    as_text = APIClient().get("/api/schema/")
    assert (as_text["Content-Type"], as_text["Content-Disposition"]) == (
        "application/vnd.oai.openapi; charset=utf-8",
        'inline; filename="Tracker.yaml"',
    )
    assert as_text.content.startswith(b"openapi: 3")


def test_every_operation_says_what_it_does_and_how_it_fails(schema: Any) -> None:
    for name, operation in operations(schema).items():
        assert operation["description"], name
        assert operation["security"] == [{"token": []}, {"session": []}], name
        needed = {"401", "403", "406"}
        if not name.startswith("get"):
            needed |= {"400", "409", "413", "415"}
        if "{" in name:
            needed.add("404")
        assert needed <= set(operation["responses"]), name
        for status in needed:
            answer = operation["responses"][status]["content"]["application/json"]
            assert answer["schema"] == {"$ref": "#/components/schemas/Error"}, name


def test_every_list_describes_its_parameters(schema: Any) -> None:
    parameters = operations(schema)["get /api/v1/tasks/"]["parameters"]
    assert {parameter["name"] for parameter in parameters} == {
        "as_of",
        "authority",
        "block",
        "cursor",
        "deadline",
        "deliverable",
        "due_from",
        "due_to",
        "figure",
        "instrument",
        "knowledge",
        "lead",
        "organisation",
        "page_size",
        "organised",
        "programme",
        "quarter",
        "standing",
        "status",
        "text",
        "theme",
    }


def test_closed_lists_have_the_names_of_our_words(schema: Any) -> None:
    named = {name for name, part in schema["components"]["schemas"].items() if "enum" in part}
    assert {"Act", "Clarity", "Outcome", "Role", "Standing", "Status"} <= named
    assert not {name for name in named if name.endswith("Enum")} - {"BlankEnum", "NullEnum"}
