"""The language that the request names counts; without one, the reader's own."""

import pytest

from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("own", "asked", "spoken"),
    [
        ("vi", {}, "vi"),
        ("en", {}, "en"),
        ("vi", {"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ("en", {"Accept-Language": "vi"}, "vi"),
        ("en", {"Accept-Language": "fr, vi;q=0.5"}, "vi"),
        ("en", {"Accept-Language": "fr"}, "en"),
        ("en", {"Accept-Language": "*"}, "en"),
    ],
)
def test_by_token(own: str, asked: dict[str, str], spoken: str) -> None:
    client = as_(f.UserFactory.create(language=own), **asked)
    answer = client.get(f"{V1}/tasks/0/")
    assert answer["Content-Language"] == spoken
    assert (
        answer.json()["errors"][0]["detail"]
        == {"vi": "Không tìm thấy.", "en": "Not found."}[spoken]
    )


def test_by_session() -> None:
    client = as_(None, **{"Accept-Language": "en"})
    client.force_login(f.UserFactory.create(language="vi"))
    assert client.get(f"{V1}/tasks/0/")["Content-Language"] == "en"


def test_one_request_leaves_no_language_to_the_next() -> None:
    as_(f.UserFactory.create(language="en")).get(f"{V1}/me/")
    assert as_(None).get(f"{V1}/me/")["Content-Language"] == "vi"
