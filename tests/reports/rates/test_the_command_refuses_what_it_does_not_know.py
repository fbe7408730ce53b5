"""One clear line for each thing that is not there, and a non-zero exit."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("programme", "NONE", "--programme: There is nothing called “NONE” here."),
        ("instrument", "1/XX", "--instrument: There is nothing called “1/XX” here."),
        ("organisation", "NONE", "--organisation: There is nothing called “NONE” here."),
        ("as_of", "11/2025", "--as-of: Enter a day as 15/11/2025 or 2025-11-15."),
        ("as_of", "2025-02-30", "--as-of: Enter a day as 15/11/2025 or 2025-11-15."),
    ],
)
def test_one_line(option: str, value: str, said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("rates", language="en", **{option: value})
    assert str(refusal.value) == said
