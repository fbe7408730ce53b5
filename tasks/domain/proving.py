"""The files that prove a submission: checked by content, stored once, named safely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tasks.models import Evidence, Submission
from tracker.lib import blobs
from tracker.lib.filenames import clean_name
from tracker.lib.filetypes import KINDS, HasMacros, Kind, UnknownKind, kind_of
from tracker.lib.refused import Refused

ENDINGS = tuple(chain.from_iterable(kind.endings for kind in KINDS))


@dataclass(frozen=True)
class Checked:
    """A file that may be attached, and the name it gets."""

    content: "File[bytes]"
    name: str
    kind: Kind


def check_files(files: "Sequence[File[bytes]]", *, or_else: str) -> list[Checked]:
    """The files, each of a kind that may be attached.

    Raises Refused for none without the reason `or_else`, for too many, and for one that is empty,
    too large or of another kind.
    """
    if not files and not or_else:
        raise Refused(
            _("Attach at least one file that proves it, or say why none can be attached."),
            code="evidence_missing",
            field="evidence",
        )
    if len(files) > settings.EVIDENCE_MAX_FILES:
        raise Refused(
            _("At most %(count)d files can be attached.") % {"count": settings.EVIDENCE_MAX_FILES},
            code="too_many_files",
            field="evidence",
        )
    return [_checked(file) for file in files]


def attach(submission: Submission, files: Sequence[Checked]) -> None:
    """Store the contents first, then name them; the same content counts once."""
    found: dict[str, Evidence] = {}
    lock_contents(blobs.digest_of(file.content).sha256 for file in files)
    for file in files:
        blob = blobs.store(file.content, settings.EVIDENCE_FOLDER)
        row = Evidence(submission=submission, name=file.name, media_type=file.kind.media_type)
        row.sha256, row.size = blob.sha256, blob.size
        found.setdefault(blob.sha256, row)
    Evidence.objects.bulk_create(found.values())


def lock_contents(digests: Iterable[str]) -> None:
    """Until the transaction ends nobody else stores, refers to or removes these contents."""
    with connection.cursor() as cursor:
        for digest in sorted(
            set(digests)
        ):  # always in the same order, so that nobody waits forever
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])


def described(evidence: Evidence) -> dict[str, Any]:
    """A file as the history names it."""
    names = ("name", "sha256", "size", "media_type")
    return {name: getattr(evidence, name) for name in names}


@dataclass(frozen=True)
class HeldFile:
    """A file that is stored already, and not yet attached to anything."""

    name: str
    sha256: str
    size: int


def hold_file(file: "File[bytes]", *, sent: blobs.Blob | None = None) -> HeldFile:
    """Store a file that may be attached later. Raises Refused as `submit` would.

    With `sent`, what its sender measured, one that arrived otherwise is refused too; a digest that
    is empty could not be measured.
    """
    checked = _checked(file)
    if sent is not None and not _is_same(checked.content, sent):
        text = _("“%(name)s” did not arrive as it was sent. Send it again.")
        raise _refused(text, "file_altered", checked.name)
    with transaction.atomic():
        lock_contents([blobs.digest_of(checked.content).sha256])
        blob = blobs.store(checked.content, settings.EVIDENCE_FOLDER)
    return HeldFile(checked.name, blob.sha256, blob.size)


def held_file(held: HeldFile) -> "File[bytes]":
    """The file, to be attached. Raises Refused when its content has gone."""
    try:
        content = blobs.opened(settings.EVIDENCE_FOLDER, blobs.Blob(held.sha256, held.size))
    except blobs.Altered as gone:
        raise _refused(_("“%(name)s” is lost; attach it again."), "file_gone", held.name) from gone
    return File(content, name=held.name)


def evidence_limits() -> tuple[int, int]:
    """How many files can be attached, and of how many bytes each."""
    return settings.EVIDENCE_MAX_FILES, settings.EVIDENCE_MAX_BYTES


def _is_same(content: "File[bytes]", sent: blobs.Blob) -> bool:
    if not sent.sha256:
        return content.size == sent.size
    return blobs.digest_of(content) == sent


def _checked(file: "File[bytes]") -> Checked:
    shown = clean_name(file.name or "", ("",))
    if not file.size:
        raise _refused(_("“%(name)s” is empty."), "file_empty", shown)
    if file.size > settings.EVIDENCE_MAX_BYTES:
        most = filesizeformat(settings.EVIDENCE_MAX_BYTES)
        raise _refused(_("“%(name)s” is larger than %(most)s."), "file_too_large", shown, most=most)
    try:
        kind = kind_of(file)
    except HasMacros as no:
        text = _("“%(name)s” contains macros. Save it without them and attach it again.")
        raise _refused(text, "file_has_macros", shown) from no
    except UnknownKind as no:
        text = _("“%(name)s” is no PDF, Word (docx), Excel (xlsx), PNG or JPEG file, or is broken.")
        raise _refused(text, "file_kind_unknown", shown) from no
    return Checked(file, clean_name(file.name or "", kind.endings, known=ENDINGS), kind)


def _refused(text: str, code: str, name: str, **words: Any) -> Refused:
    return Refused(text % {"name": name, **words}, code=code, field="evidence")
