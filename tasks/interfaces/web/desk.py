"""The page on which a secretary enters one instrument: what stands on it, and where it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, reader_of
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.drafting_forms import overseen_programmes
from tasks.interfaces.web.entering_forms import (
    Choices,
    EntryForm,
    HandOutForm,
    initial_of,
    part_rows,
)
from tasks.interfaces.web.rows import ClauseForm, all_themes
from tasks.models import Clause, Instrument, Task
from tasks.queries.entering import Draft, Entered, EnteredClause, entered

AT_ONCE = 100  # so many are assigned at a time: nobody waits longer than for a page
LATEST = 5  # so many drafts of the clause at work are shown; the others are folded


@dataclass(frozen=True)
class Desk:
    """The page of one instrument for one secretary."""

    request: HttpRequest
    reader: Reader
    instrument: Instrument
    owners: frozenset[int]
    choices: Choices

    @property
    def is_live(self) -> bool:
        """Only what has changed is asked for."""
        return bool(self.request.headers.get("HX-Request"))

    @property
    def who(self) -> dict[str, Any]:
        """For the domain: by whom and when."""
        return {"by": self.reader.user, "now": self.reader.now}

    @property
    def common(self) -> dict[str, Any]:
        return {
            "instrument": self.instrument,
            "choices": self.choices,
            "programme": self.request.GET.get("programme", ""),
        }

    @property
    def programme(self) -> str:
        """The code of that to which the next task belongs, unless another is chosen."""
        first = self.choices.programmes[0].code if self.choices.programmes else ""
        return str(self.common["programme"] or first)

    def entered(self) -> Entered:
        return entered(self.instrument, owners=self.owners, on=self.reader.today)

    def part(self, template: str, **context: Any) -> HttpResponse:
        """What has changed, with the counts of today."""
        shown = {"hand_out": HandOutForm(None, today=self.reader.today), "at_once": AT_ONCE}
        found = {"entered": context.get("entered") or self.entered(), "live": True}
        return render(self.request, template, self.common | shown | context | found)


@dataclass(frozen=True)
class AtWork:
    """The clause that is entered now; all others are lines that lead here."""

    each: EnteredClause
    drafts: list[Draft]

    @property
    def latest(self) -> list[Draft]:
        return self.drafts[:LATEST]

    @property
    def others(self) -> list[Draft]:
        return self.drafts[LATEST:]


def at_work(found: Entered, opened: dict[str, Any] | None) -> AtWork | None:
    """The clause of the form that is `opened`: its drafts, the latest first.

    A draft whose form is opened stands before all others.
    """
    if not opened:
        return None
    each = next(each for each in found.clauses if each.clause.pk == opened["clause"].pk)
    first = opened["task"].pk if opened["task"] else None
    drafts = sorted(each.drafts, key=lambda one: (one.task.pk != first, -one.task.pk))
    return AtWork(each, drafts)


def desk_of(request: HttpRequest, instrument: Instrument) -> Desk:
    """Raises PermissionDenied for anyone but a secretary."""
    reader = reader_of(request)
    owners = check_oversees(reader, Role.SECRETARY)
    choices = Choices(reader, list(overseen_programmes(owners)))
    return Desk(request, reader, instrument, owners, choices)


def page(desk: Desk, **context: Any) -> HttpResponse:
    """The whole page; `context` are the forms that were sent and refused. 422 then."""
    refused = any(getattr(form, "is_bound", False) for form in _forms(context))
    opened = context.get("opened")
    found = desk.entered()
    shown: dict[str, Any] = {
        "clause_form": clause_form(desk, None, first=not found.clauses and not opened),
        "hand_out": HandOutForm(None, today=desk.reader.today),
        "entered": found,
        "at_work": at_work(found, opened),
        "at_once": AT_ONCE,
    }
    context = desk.common | shown | context
    return render(desk.request, "tasks/enter.html", context, status=422 if refused else 200)


def _forms(context: dict[str, Any]) -> list[Any]:
    opened = context.get("opened") or {}
    return [context.get("clause_form"), context.get("hand_out"), opened.get("form")]


def again(desk: Desk, template: str, **context: Any) -> HttpResponse:
    """One form alone, with why it was refused if it was."""
    refused = any(getattr(form, "is_bound", False) for form in _forms(context))
    context = desk.common | context
    return render(desk.request, template, context, status=422 if refused else 200)


def clause_at_work(
    desk: Desk, clause: Clause, opened: dict[str, Any] | None = None
) -> HttpResponse:
    """All below the head of the page, to be put in its place by htmx."""
    found = desk.entered()
    opened = opened or task_form(desk, clause, None)
    answer = desk.part(
        "tasks/_entering.html",
        entered=found,
        at_work=at_work(found, opened),
        opened=opened,
        clause_form=clause_form(desk, None, after=clause),
    )
    answer["HX-Retarget"], answer["HX-Reswap"] = "#entering", "outerHTML"
    return answer


def task_form(
    desk: Desk, clause: Clause, data: Any, task: Task | None = None, **initial: Any
) -> dict[str, Any]:
    """The form of a new task of the clause, or of a draft, ready for its first field."""
    named = f"id_{task.pk if task else f'c{clause.pk}'}_%s"
    words = initial_of(task) if task else {"programme": desk.programme} | initial
    form = EntryForm(data, choices=desk.choices, initial=words, auto_id=named)
    if not form.is_bound:
        form.fields["title"].widget.attrs["autofocus"] = True
    rows = part_rows(data, desk.choices, task, auto_id=named)
    address = (
        reverse("enter_draft", args=[task.pk]) if task else reverse("enter_task", args=[clause.pk])
    )
    return {"form": form, "rows": rows, "clause": clause, "task": task, "address": address}


def clause_form(
    desk: Desk, data: Any, *, first: bool = False, after: Clause | None = None
) -> ClauseForm:
    """The form of the next clause, which mostly belongs to the theme of the one before it."""
    theme = after.theme.code if after and after.theme else ""
    named = f"id_i{desk.instrument.pk}_%s"
    form = ClauseForm(data, themes=all_themes(), auto_id=named, initial={"theme": theme})
    form.fields["text"].widget.attrs |= {"rows": 1, "data-enter-sends": "yes"}
    if first or form.is_bound:
        form.fields["number"].widget.attrs["autofocus"] = True
    return form


def asked_clause(desk: Desk) -> dict[str, Any] | None:
    """The form in the clause that the address names, or in the last one."""
    clauses = desk.instrument.clauses.all()
    asked = desk.request.GET.get("clause", "")
    clause = clauses.filter(pk=int(asked)).first() if asked.isdecimal() else clauses.last()
    return task_form(desk, clause, None) if clause else None


def address_of(desk: Desk, clause: Clause | None = None) -> str:
    """Of the page, at a clause."""
    path = reverse("enter", args=[desk.instrument.pk])
    programme = desk.request.GET.get("programme", "")
    words = f"programme={programme}" if programme else ""
    if clause is None:
        return f"{path}?{words}" if words else path
    return f"{path}?clause={clause.pk}&{words}#clause-{clause.pk}".replace("&#", "#")
