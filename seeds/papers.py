"""One-page PDF files that stand for the products of the story: a few hundred bytes each.

The fonts that every reader has know no Vietnamese letters, so marks are left out.
"""

import unicodedata
from collections.abc import Iterable
from itertools import accumulate
from textwrap import wrap

from django.core.files.base import ContentFile

from seeds.story.plans import Act

WIDTH = 76  # characters in a line
A4 = "0 0 595 842"
NO_MARKS = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "“": '"', "”": '"', "…": "..."})


def paper(lines: Iterable[str]) -> bytes:
    """A PDF with `lines` on its only page; the same lines give the same bytes."""
    shown = "".join(f"({_escaped(line)}) ' " for line in lines)
    content = f"BT /F1 12 Tf 18 TL 60 780 Td {shown}ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{A4}]/Contents 4 0 R".encode("ascii")
        + b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _file(objects)


def product(act: Act) -> ContentFile:  # type: ignore[type-arg]
    """The product that the submission `act` names, as a file."""
    said = act.params
    lines = [
        f"{said['product_number']}, {said['product_date']:%d/%m/%Y}",
        "",
        *wrap(said["product_title"], WIDTH),
        "",
        "DU LIEU MINH HOA, KHONG PHAI SO LIEU CHINH THUC",
        "Illustrative data, not official figures",
    ]
    return ContentFile(paper(lines), name=f"{said['product_number'].replace('/', '-')}.pdf")


def _file(objects: list[bytes]) -> bytes:
    """Header, objects, the table of where each begins, and where that table is (ISO 32000-1)."""
    numbered = [b"%d 0 obj%s endobj\n" % (n, one) for n, one in enumerate(objects, start=1)]
    head = b"%PDF-1.4\n"
    *starts, end = accumulate(map(len, numbered), initial=len(head))
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return b"".join(
        [
            head,
            *numbered,
            b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table),
            b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, end),
        ]
    )


def _escaped(line: str) -> str:
    """As a string in a PDF is written: ASCII, with a backslash before what means something."""
    plain = unicodedata.normalize("NFD", line.translate(NO_MARKS))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return ascii_only.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
