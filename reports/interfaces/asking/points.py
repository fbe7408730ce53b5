"""Which report on an instrument is asked for: the question of the rates, of this instrument."""

from typing import Any

from reports.interfaces.asking.rates import QuestionForm
from tasks.models import Instrument

ASKED = ("as_of", "knowledge", "deadline", "programme")


class PointsForm(QuestionForm):
    """Everything may be left out: today, as it happened, against the deadline in force."""

    def __init__(self, data: Any, *, instrument: Instrument, **words: Any) -> None:
        super().__init__(data, **words)
        self.instrument = instrument
        for name in [name for name in self.fields if name not in ASKED]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"instrument": self.instrument}
