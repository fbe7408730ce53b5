import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tasks.models import Submission, Task
from tasks.queries.evidence import altered, content_of
from tests.factories import again, in_progress, submit
from tests.harness.files import docx, jpg, pdf, png, uploaded, xlsx
from tracker.lib import blobs
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def refused(task: Task, **words: Any) -> str | None:
    with pytest.raises(Refused) as caught:
        submit(task, **words)
    assert again(task).status == "in_progress"
    return str(caught.value.code)


def test_its_files_are_kept_as_they_were_sent() -> None:
    contents = {"a.pdf": pdf(), "b.docx": docx(), "c.xlsx": xlsx(), "d.png": png(), "e.jpg": jpg()}
    claim = submit(in_progress(), evidence=[uploaded(c, name) for name, c in contents.items()])
    stored = {one.name: one for one in claim.evidence.all()}
    assert stored.keys() == contents.keys()
    for name, content in contents.items():
        with content_of(stored[name]) as file:
            assert file.read() == content
        assert stored[name].sha256 == hashlib.sha256(content).hexdigest()
        assert stored[name].size == len(content)


def test_the_history_names_the_whole_product_and_every_file() -> None:
    claim = submit(in_progress(), product_title="Nghị định về dữ liệu", count=1)
    event = claim.task.events.get(act="submit")
    assert event.act_detail == {
        "submission": claim.pk,
        "completed_on": "2025-11-17",
        "product": {
            "kind": "decree",
            "number": "15/2025/NĐ-CP",
            "date": "2025-11-17",
            "title": "Nghị định về dữ liệu",
        },
        "count": 1,
        "evidence": [
            {
                "name": "minh chứng.pdf",
                "sha256": hashlib.sha256(pdf()).hexdigest(),
                "size": len(pdf()),
                "media_type": "application/pdf",
            }
        ],
        "no_evidence_reason": "",
    }


def test_without_a_file_it_says_why() -> None:
    assert refused(in_progress(), evidence=[]) == "evidence_missing"
    assert refused(in_progress(), evidence=[], no_evidence_reason="  ") == "evidence_missing"
    claim = submit(in_progress(), evidence=[], no_evidence_reason="Tài liệu mật.")
    assert Submission.objects.get(pk=claim.pk).no_evidence_reason == "Tài liệu mật."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<html>", "file_kind_unknown"),
        (docx(**{"word/vbaProject.bin": b"x"}), "file_has_macros"),
        (pdf("x" * 3000), "file_too_large"),
    ],
)
def test_not_every_file_is_taken(content: bytes, code: str, settings: Settings) -> None:
    settings.EVIDENCE_MAX_BYTES = 3000
    task = in_progress()
    assert refused(task, evidence=[uploaded(), uploaded(content, "khác.pdf")]) == code
    assert not Submission.objects.filter(task=task).exists()


def test_only_so_many_are_taken(settings: Settings) -> None:
    settings.EVIDENCE_MAX_FILES = 2
    files = [uploaded(pdf(str(number))) for number in range(3)]
    assert refused(in_progress(), evidence=files) == "too_many_files"


def test_a_name_gets_the_ending_of_its_content() -> None:
    claim = submit(in_progress(), evidence=[uploaded(png(), "../ảnh.pdf")])
    assert [one.name for one in claim.evidence.all()] == ["ảnh.png"]


def test_the_same_content_is_attached_once() -> None:
    files = [uploaded(name="một.pdf"), uploaded(name="hai.pdf")]
    assert [one.name for one in submit(in_progress(), evidence=files).evidence.all()] == ["một.pdf"]


def damaged(path: Any) -> None:
    path.chmod(0o600)
    path.write_bytes(b"khac")


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), damaged])
def test_what_was_tampered_with_is_found(harm: Callable[[Any], None], settings: Settings) -> None:
    file = SimpleUploadedFile("a.pdf", pdf("Se bi sua"))
    [evidence] = submit(in_progress(), evidence=[file]).evidence.all()
    harm(blobs.place_of(settings.EVIDENCE_FOLDER, evidence.sha256))
    assert evidence in list(altered())
    with pytest.raises(blobs.Altered):
        content_of(evidence)
