"""What one decides on in the queue of reviews, with the forms that decide it."""

from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.interfaces.web.reader import Reader
from tasks.enums import Outcome
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.secretary_forms import Accept, DecideExtension, Return
from tasks.models import Extension, Submission
from tasks.queries.reviews import Review
from tasks.rules.claims import is_backdated
from tasks.rules.permissions import may
from tasks.rules.standing import deadline_for
from tasks.templatetags.task_words import day

# As addresses name them.
KINDS: dict[str, type[Submission] | type[Extension]] = {
    "submission": Submission,
    "extension": Extension,
}
# The act as a form sends it → the form.
FORMS: dict[str, dict[str, type[ActForm]]] = {
    "submission": {"accept": Accept, "return": Return},
    "extension": {"decide": DecideExtension},
}


def kind_of(review: Review) -> str:
    return "submission" if isinstance(review.asked, Submission) else "extension"


class Decision:
    """A review with the forms the reader may decide it by; `posted` names one of them in `act`."""

    def __init__(self, review: Review, reader: Reader, posted: QueryDict | None) -> None:
        self.review, self.asked, self.task = review, review.asked, review.task
        self.kind = kind_of(review)
        self.is_open = self.asked.outcome == Outcome.PENDING
        self._reader, self._posted = reader, posted

    @cached_property
    def forms(self) -> dict[str, ActForm]:
        """By act; none for whoever may only look, and none for what is decided."""
        fit = FORMS[self.kind] if self.is_open else {}
        return {
            act: self._form(act, form)
            for act, form in fit.items()
            if may(form.act, self._reader.seats, self.task)
        }

    def _form(self, act: str, form: type[ActForm]) -> ActForm:
        posted = self._posted if self._posted and self._posted.get("act") == act else None
        return form(posted, task=self.task, reader=self._reader, auto_id=f"{act}_%s")

    def taken(self) -> bool:
        """Take the decision that was sent."""
        return self.is_open and any(form.is_bound and form.performed() for form in self._sent)

    @property
    def _sent(self) -> list[ActForm]:
        return [form for form in self.forms.values() if form.is_bound]

    @property
    def done(self) -> str:
        """What was done, to which task."""
        return f"{self.task.code}: {self._sent[0].done}"

    @property
    def is_backdated(self) -> bool:
        return isinstance(self.asked, Submission) and is_backdated(self.asked)

    @property
    def deadline(self) -> date | None:
        """What the day that is claimed is held against."""
        claim = self.asked
        on = claim.completed_on if isinstance(claim, Submission) else self._reader.today
        return deadline_for(self.task, on)

    @property
    def is_late(self) -> bool:
        """Whether the day that is claimed lies after the deadline."""
        claimed = getattr(self.asked, "completed_on", None)
        return bool(claimed and self.deadline and claimed > self.deadline)

    @property
    def is_other_kind(self) -> bool:
        """Whether another kind of product was handed in than was asked for."""
        wanted = self.task.deliverable_kind
        return bool(wanted) and getattr(self.asked, "product_kind", wanted) != wanted

    @property
    def sent_back(self) -> "QuerySet[Submission]":
        """Earlier claims of the task that did not hold, the newest first."""
        gone = (Outcome.RETURNED, Outcome.REVOKED)
        before = self.task.submissions.filter(outcome__in=gone)
        return before.select_related("decided_by", "revoked_by")

    @property
    def moved(self) -> "QuerySet[Extension]":
        """Earlier requests to move the deadline, the newest first."""
        return self.task.extensions.exclude(outcome=Outcome.PENDING).select_related("decided_by")


def told(review: Review) -> str:
    """That somebody else was first; nothing while it still waits."""
    asked = type(review.asked).objects.select_related("decided_by").get(pk=review.asked.pk)
    if asked.outcome == Outcome.PENDING:
        return ""
    return _(
        "%(task)s was decided meanwhile by %(who)s on %(day)s: %(outcome)s. What you chose was "
        "not recorded; here is the next one."
    ) % {
        "task": review.task.code,
        "who": asked.decided_by,
        "day": day(asked.decided_on),
        "outcome": asked.get_outcome_display(),
    }
