import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.factories import in_progress, submit
from tests.harness.files import pdf, uploaded
from tracker.lib import blobs

pytestmark = pytest.mark.django_db


def test_one_that_is_missing_is_named(settings: Settings) -> None:
    errors = io.StringIO()
    claim = submit(in_progress(), evidence=[uploaded(pdf("Se mat"), "tờ trình.pdf")])
    assert call_command("verify_evidence", stdout=io.StringIO()) == (
        "1 files are as they were submitted"
    )
    blobs.place_of(settings.EVIDENCE_FOLDER, claim.evidence.get().sha256).unlink()
    with pytest.raises(CommandError, match="1 of 1 files"):
        call_command("verify_evidence", stderr=errors)
    assert f"{claim.task.code}: “tờ trình.pdf”" in errors.getvalue()
