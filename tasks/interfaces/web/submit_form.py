"""The lead claims completion. What was typed and sent along survives a refusal, files included."""

from contextlib import ExitStack
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tasks import domain
from tasks.enums import Act, DeliverableKind
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.evidence_area import EvidenceArea, ShownInArea
from tasks.interfaces.web.fields import DayField, FilesField, TextField
from tasks.interfaces.web.held import held_by, shown, ticket_of
from tasks.rules.claims import counts
from tracker.lib.refused import Refused

# What a form sends after its files: where it is missing, the last of them may be half a file.
LAST = "note"


class Submit(ActForm):
    act, heading = Act.SUBMIT, _("Submit as completed")
    done = _("Submitted. The secretary decides; until then the task does not become overdue.")

    product_kind = forms.ChoiceField(label=_("Product"), choices=DeliverableKind.choices)
    product_number = forms.CharField(
        label=_("Number of the product"),
        max_length=120,
        help_text=_("Of a system, data or training: of the decision or report that proves it."),
    )
    product_date = DayField(label=_("Date of the product"))
    product_title = TextField(label=_("Title of the product"), required=False, rows=2)
    count = forms.IntegerField(label=_("How many"), required=False, min_value=0)
    kept = forms.MultipleChoiceField(
        required=False,
        widget=ShownInArea,
        error_messages={"invalid_choice": _("A file waited too long; attach it again.")},
    )
    evidence = FilesField(label=_("Files that prove it"), required=False)
    no_evidence_reason = TextField(
        label=_("If no file can be attached: why"),
        required=False,
        rows=2,
        help_text=_("For example: a classified document. The secretary sees it."),
    )
    completed_on = DayField(label=_("Completed on"))
    note = TextField(label=_("Note to the secretary"), required=False, rows=2)

    def prepare(self) -> None:
        self.initial.setdefault("completed_on", self.reader.today)
        self.initial.setdefault("product_kind", self.task.deliverable_kind)
        self.fields["evidence"].help_text = self._limits()
        if counts(self.task):
            self.fields["count"].help_text = say("of %(count)d %(measure)s") % {
                "count": self.task.deliverable_count,
                "measure": self.task.deliverable_measure,
            }
        else:
            del self.fields["count"]
        self.area = EvidenceArea(address=reverse("evidence_hold", args=[self.task.pk]))
        self.fields["evidence"].widget = self.area
        self._offer()

    def perform(self, **words: Any) -> object:
        kept, sent = words.pop("kept"), words.pop("evidence")
        with ExitStack() as files:
            held = [files.enter_context(domain.held_file(self.held[token])) for token in kept]
            return domain.submit(self.task, **self.who, evidence=[*held, *sent], **words)

    def performed(self) -> bool:
        done = super().performed()
        if self.is_bound and not done:
            self._hold()
        return done

    def _hold(self) -> None:
        """A browser does not send files again by itself: what may be attached waits for a day."""
        tokens = [token for token in self._posted.getlist("kept") if token in self.held]
        for file in self.files.getlist("evidence") if LAST in self._posted else []:
            try:
                kept = domain.hold_file(file)
            except Refused:
                continue  # the form says why
            tokens.append(ticket_of(kept, self.task, self.reader))
        changed = self._posted.copy()
        changed.setlist("kept", tokens)
        self.data = changed
        self._offer()
        self.area.gone = [str(one) for one in self.errors.get("kept", [])]

    def _offer(self) -> None:
        """Let those files be chosen that this person sent for this task."""
        tokens = self._posted.getlist("kept") if self.is_bound else []
        read = ((token, held_by(token, self.task, self.reader)) for token in tokens)
        self.held = {token: kept for token, kept in read if kept}
        choices = [(token, kept.name) for token, kept in self.held.items()]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]
        self.area.held = [shown(token, kept) for token, kept in self.held.items()]
        self.area.bound = self.is_bound

    @property
    def _posted(self) -> QueryDict:
        return cast("QueryDict", self.data)

    def _limits(self) -> str:
        most, size = domain.evidence_limits()
        text = say(
            "PDF, Word (docx), Excel (xlsx), PNG or JPEG; at most %(most)d files of %(size)s."
        )
        return text % {"most": most, "size": filesizeformat(size)}
