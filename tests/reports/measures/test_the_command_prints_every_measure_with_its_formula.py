import io

import pytest
from django.core.management import call_command

from reports.rules.measures import MEASURES
from tests import factories

pytestmark = pytest.mark.django_db


def printed(language: str) -> list[str]:
    out = io.StringIO()
    call_command("rates", by="organisation", language=language, stdout=out)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_in_english() -> None:
    factories.completed()
    factories.assigned(lead=factories.ministry(code="MOX", name_en="Ministry of X"))
    lines = printed("en")
    assert lines[0] == "ILLUSTRATIVE DATA, NOT OFFICIAL FIGURES"
    assert "As of 17/11/2025, as it happened, deadline in force" in lines
    assert "In time, not started 1" in lines
    assert "Total 2" in lines
    assert "Completion rate 50.0 % = (C1 + C2) / N = (1 + 0) / 2" in lines
    assert "MOX Ministry of X 1 0 0 1 0 no tasks due" in lines
    formulas = [line for line in lines if " = " in line]
    assert len(formulas) == len(MEASURES)


def test_in_vietnamese() -> None:
    factories.completed()
    lines = printed("vi")
    assert lines[0] == "DỮ LIỆU MINH HOẠ, KHÔNG PHẢI SỐ LIỆU CHÍNH THỨC"
    assert "Tỷ lệ đúng hạn 100,0 % = C1 / (C1 + C2 + O) = 1 / (1 + 0 + 0)" in lines
    assert "Tổng số 1" in lines
