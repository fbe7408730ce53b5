import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tracker.lib import blobs

CONTENT = "Quyết định".encode() * 100_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_found_by_its_digest(tmp_path: Path) -> None:
    blob = blobs.store(io.BytesIO(CONTENT), tmp_path)
    assert (blob.sha256, blob.size) == (DIGEST, len(CONTENT))
    assert kept(tmp_path) == [tmp_path / DIGEST[:2] / DIGEST]
    with blobs.opened(tmp_path, blob) as file:
        assert file.read() == CONTENT


def test_the_same_content_is_there_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as threads:
        made = list(threads.map(lambda _: blobs.store(io.BytesIO(CONTENT), tmp_path), range(8)))
    assert len(set(made)) == 1
    assert len(kept(tmp_path)) == 1


def test_what_has_changed_is_not_handed_out_and_is_mended_by_storing_again(tmp_path: Path) -> None:
    blob = blobs.store(io.BytesIO(CONTENT), tmp_path)
    place = blobs.place_of(tmp_path, blob.sha256)
    for damage in (CONTENT[:-1], CONTENT[:-1] + b"!", b""):
        place.chmod(0o600)
        place.write_bytes(damage)
        with pytest.raises(blobs.Altered):
            blobs.opened(tmp_path, blob)
        blobs.store(io.BytesIO(CONTENT), tmp_path)
        blobs.opened(tmp_path, blob).close()


def test_what_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(blobs.Altered):
        blobs.opened(tmp_path, blobs.Blob(DIGEST, len(CONTENT)))


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Breaks(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            if self.reads > 20:
                raise OSError("the disk is full")
            return super().read(size)

    with pytest.raises(OSError, match="full"):
        blobs.store(Breaks(CONTENT * 4), tmp_path)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, f"{DIGEST}\n"])
def test_nothing_else_is_a_place(tmp_path: Path, digest: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        blobs.place_of(tmp_path, digest)
