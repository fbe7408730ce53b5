"""A table of tasks, pasted into a box: shown as it was understood, then taken over as drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.interfaces.web.reader import posted
from tasks import domain
from tasks.interfaces.web.desk import Desk, address_of, desk_of
from tasks.interfaces.web.entering_forms import programme_field
from tasks.interfaces.web.fields import TextField
from tasks.interfaces.web.pasting import (
    NAMES,
    PastedRow,
    cells_of,
    columns_of,
    read_table,
    unread,
)
from tasks.models import Clause, Instrument, Programme, Task
from tracker.lib.refused import Refused


class TableForm(forms.Form):
    table = TextField(
        label=_("Rows copied from Excel or Word"),
        rows=10,
        strip=False,  # a first cell may be empty
        help_text=_(
            "Clause, task, lead, deadline, deliverable. Below a heading that names the columns: in "
            "any order, and also officer, authority, unit, count, co-agencies. A row without a "
            "clause belongs to that of the row above."
        ),
    )

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, initial={"programme": desk.programme})
        self.fields["programme"] = programme_field(desk.choices.programmes)
        self.known = desk.choices
        self.rows: list[PastedRow] = []
        self.left_out: list[str] = []

    def clean_table(self) -> str:
        text: str = self.cleaned_data["table"]
        self.rows = read_table(text, self.known)
        self.left_out = cells_of(text).left_out
        return text


@dataclass(frozen=True)
class Taking:
    """Where the rows go."""

    desk: Desk
    programme: Programme
    clauses: dict[str, Clause]

    def take(self, row: PastedRow) -> bool:
        """Save it as a draft, with its clause where that is new. False when a rule says no."""
        words = dict(row.words)
        number = words.pop("clause")
        try:
            with transaction.atomic():
                clause = self.clauses.get(number) or domain.add_clause(
                    self.desk.instrument, **self.desk.who, number=number, text=words["title"]
                )
                words |= {"clause": clause, "programme": self.programme}
                domain.draft_task(**self.desk.who, **words)
        except Refused as refused:
            row.faults[refused.field if refused.field in NAMES else "title"] = refused.messages[0]
            return False
        self.clauses[number] = clause
        return True


@login_required
def enter_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The box; a POST shows what was understood, or with `take` saves it."""
    desk = desk_of(request, get_object_or_404(Instrument, pk=pk))
    form = TableForm(posted(request), desk=desk)
    if not form.is_valid():
        return _page(desk, form)
    taking = _taking(desk, form)
    _mark_those_there(form.rows, taking)
    if "take" not in request.POST:
        return _page(desk, form, taking)
    taken = [row for row in form.rows if row.is_ready and taking.take(row)]
    left = [row for row in form.rows if not row.is_ready and not row.there]
    _tell(desk, len(taken))
    if not left:
        return redirect(address_of(desk))
    form.rows = left
    form.data = dict(form.data.items()) | {"table": unread(form.cleaned_data["table"], left)}
    return _page(desk, form, taking, left=len(left))


def _page(
    desk: Desk, form: TableForm, taking: Taking | None = None, *, left: int = 0
) -> HttpResponse:
    """`left` rows were not taken over: they are another text than the one sent."""
    known = taking.clauses if taking else {}
    context = desk.common | {
        "form": form,
        "names": columns_of(form.rows),
        "rows": list(_with_new_clauses(form.rows, known)),
        "ready": sum(row.is_ready for row in form.rows),
        "there": sum(row.there for row in form.rows),
        "faulty": sum(bool(row.faults) for row in form.rows),
        "left": left,
    }
    status = 422 if form.errors or left else 200
    return render(desk.request, "tasks/enter_table.html", context, status=status)


def _with_new_clauses(
    rows: Iterable[PastedRow], known: Iterable[str]
) -> Iterator[tuple[PastedRow, bool]]:
    """Each row, and whether it is the first of a clause that is not among the `known`."""
    seen = set(known)
    for row in rows:
        yield row, row.cells["clause"] not in seen
        seen.add(row.cells["clause"])


def _taking(desk: Desk, form: TableForm) -> Taking:
    clauses = {clause.number: clause for clause in desk.instrument.clauses.all()}
    return Taking(desk, form.cleaned_data["programme"], clauses)


def _mark_those_there(rows: Iterable[PastedRow], taking: Taking) -> None:
    """The same task of the same lead from the same clause is not entered twice."""
    tasks = Task.objects.filter(
        clause__instrument=taking.desk.instrument, programme=taking.programme
    )
    there: set[tuple[Any, ...]] = set(tasks.values_list("clause__number", "title", "lead"))
    for row in rows:
        lead = row.words.get("lead")
        key = (row.cells["clause"], row.cells["title"], lead.pk if lead else None)
        row.there = not row.faults and key in there
        there.add(key)


def _tell(desk: Desk, count: int) -> None:
    if count:
        said = ngettext("%(count)d draft saved.", "%(count)d drafts saved.", count)
        messages.success(desk.request, said % {"count": count})
