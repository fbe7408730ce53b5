import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lib.filenames import LONGEST, clean_name

JPG, KNOWN = (".jpg", ".jpeg"), (".pdf", ".docx", ".jpg", ".jpeg")


@pytest.mark.parametrize(
    ("given_name", "stored"),
    [
        ("ảnh chụp.jpg", "ảnh chụp.jpg"),
        ("Ảnh.JPEG", "Ảnh.JPEG"),
        ("to-trinh.pdf", "to-trinh.jpg"),
        ("to-trinh.exe", "to-trinh.exe.jpg"),
        ("Tờ trình số 15.2025", "Tờ trình số 15.2025.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        (r"C:\Users\nga\ảnh.jpg", "ảnh.jpg"),
        ("a\u202egpj.exe", "agpj.exe.jpg"),
        ("a\r\nSet-Cookie: b.jpg", "a Set-Cookie_ b.jpg"),
        ('"; filename="x.jpg', "_; filename=_x.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("\u200b", "file.jpg"),
        ("", "file.jpg"),
        (unicodedata.normalize("NFD", "Đề án.jpg"), "Đề án.jpg"),
        ("x" * 500 + ".jpg", "x" * 196 + ".jpg"),
    ],
)
def test_what_becomes_of_a_name(given_name: str, stored: str) -> None:
    assert clean_name(given_name, JPG, known=KNOWN) == stored


@given(st.text(max_size=300))
def test_whatever_is_given_the_result_is_a_plain_name(given_name: str) -> None:
    name = clean_name(given_name, JPG, known=KNOWN)
    assert name.lower().endswith(JPG)
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\"<>:|?*')
    assert name.isprintable()
    assert not name.startswith((".", " "))
    assert clean_name(name, JPG, known=KNOWN) == name
