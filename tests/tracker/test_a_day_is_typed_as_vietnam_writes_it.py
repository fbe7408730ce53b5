from datetime import date

import pytest
from django import forms

from tracker.lib.days import DayField


class Form(forms.Form):
    day = DayField()


@pytest.mark.parametrize(
    "typed", ["15/11/2025", "15-11-2025", "15.11.2025", "15112025", "15/11/25", "2025-11-15"]
)
def test_it_is_read(typed: str) -> None:
    form = Form({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2025, 11, 15)


@pytest.mark.parametrize("typed", ["11/15/2025", "31/02/2025", "2025/11/15", "mai"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert not Form({"day": typed}).is_valid()


@pytest.mark.parametrize(
    "form", [Form({"day": "2025-11-15"}), Form(initial={"day": date(2025, 11, 15)})]
)
def test_it_is_shown_so_whatever_the_address_says(form: Form) -> None:
    assert 'value="15/11/2025"' in str(form["day"])
