"""The question about the work, as a person types it: that of the rates, less what has no sense."""

from datetime import datetime
from typing import Any

from accounts.models import User
from reports.domain.work import work
from reports.interfaces.asking.rates import QuestionForm
from reports.rules.work.report import WorkReport
from tracker.lib.refused import Refused

# Tasks are counted with their lead, and neither crossed nor ranked.
NOT_ASKED = ("participation", "across", "rank", "least", "since")


class WorkForm(QuestionForm):
    """Everything is optional: by default the whole of today, as it happened."""

    def __init__(self, data: Any, **words: Any) -> None:
        super().__init__(data, **words)
        for name in NOT_ASKED:
            self.fields.pop(name, None)


def work_answer(
    form: WorkForm,
    *,
    now: datetime,
    within: frozenset[int] | None = None,
    reader: User | None = None,
) -> WorkReport | None:
    """The report that `form` asks for; None where it cannot be asked: the form then says why."""
    if not form.is_valid():
        return None
    try:
        return work(now=now, within=within, reader=reader, **form.cleaned_data)
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return None
