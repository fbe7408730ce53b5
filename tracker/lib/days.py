"""A day in a form, as Vietnam writes it, whatever the language of the browser."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Only what can be read in one way: of numbers the day comes first, of an ISO day the year.
WRITTEN = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d%m%Y")


class DayInput(forms.DateInput):
    """15/11/2025 to be typed; `days.js` opens a calendar from its sign, or with Alt and ↓.

    A browser's own field would write the day as its own language does: 11/15/2025.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hints = {"inputmode": "numeric", "autocomplete": "off", "data-day": True}
        super().__init__(attrs={**hints, **(attrs or {})}, format="%d/%m/%Y")

    def format_value(self, value: Any) -> str | None:
        """What an address says as 2025-11-15 is shown as it would be typed."""
        with suppress(TypeError, ValueError):
            value = date.fromisoformat(value)
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        # Translated when it is shown: "dd/mm/yyyy" in the reader's own letters.
        return super().get_context(name, value, {"placeholder": _("dd/mm/yyyy"), **(attrs or {})})


class DayField(forms.DateField):
    """A Hanoi day."""

    default_error_messages = {"invalid": _("Enter a day as 15/11/2025 or 2025-11-15.")}

    def __init__(self, **kwargs: Any) -> None:
        words: dict[str, Any] = {"widget": DayInput(), "input_formats": WRITTEN}
        super().__init__(**words | kwargs)
