"""The documents that assign tasks, their clauses, and the tasks from each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.drafting_forms import overseen_programmes
from tasks.interfaces.web.first import First, first
from tasks.interfaces.web.instrument_form import NewInstrumentForm
from tasks.models import Clause, Instrument, Task
from tasks.queries.listing import filtered_tasks
from tasks.queries.superseding import open_under
from tracker.lib.refused import Refused

PAGE = 50
FEW = 10  # so many tasks of a clause; the report on the instrument has all


@login_required
def instrument_list(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    found = Instrument.objects.select_related("issuer")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    tasks = filtered_tasks(reader.user, on=reader.today)
    counts = dict(tasks.values_list("clause__instrument").annotate(count=Count("pk")).order_by())
    rows = [(instrument, counts.get(instrument.pk, 0)) for instrument in page]
    context = {"page": page, "rows": rows, "may_enter": _may_enter(reader)}
    context["numbers"] = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return render(request, "tasks/instrument_list.html", context)


@login_required
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """The instrument with its clauses, each with how its tasks stand and the first of them."""
    reader = reader_of(request)
    found = get_object_or_404(Instrument.objects.select_related("issuer"), pk=pk)
    context = {
        "instrument": found,
        "clauses": _clauses(found, reader),
        "may_enter": _may_enter(reader),
        "today": reader.today,
        "supersedes": found.supersedes.all(),
        "superseded_by": found.superseded_by.all(),
        "continued": first(_continued(found, reader)),
    }
    return render(request, "tasks/instrument.html", context)


@login_required
def instrument_new(request: HttpRequest) -> HttpResponse:
    """Enter an instrument; its clauses and tasks follow on the next page."""
    reader = reader_of(request)
    owners = check_oversees(reader, Role.SECRETARY)
    form = NewInstrumentForm(posted(request), programmes=overseen_programmes(owners))
    if form.is_valid():
        programme = form.cleaned_data.pop("programme", None)
        entered = _entered(form, reader)
        if entered is not None:
            query = f"?programme={programme.code}" if programme else ""
            return redirect(reverse("enter", args=[entered.pk]) + query)
    status = 422 if form.is_bound else 200
    return render(request, "tasks/instrument_new.html", {"form": form}, status=status)


def _entered(form: NewInstrumentForm, reader: Reader) -> Instrument | None:
    try:
        return domain.enter_instrument(by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return None


@dataclass(frozen=True)
class ClauseRow:
    """A clause, the first of its tasks that the reader may see, and how those in force stand.

    `standing` is a standing as the list of tasks takes it → how many.
    """

    clause: Clause
    tasks: First[Task]
    standing: dict[str, int]

    @property
    def in_force(self) -> int:
        return sum(self.standing.values())

    @property
    def completed(self) -> int:
        return self.standing.get("completed_on_time", 0) + self.standing.get("completed_late", 0)


def _clauses(found: Instrument, reader: Reader) -> list[ClauseRow]:
    """Every clause, groups before members."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    tasks = visible.filter(clause__instrument=found)
    totals = dict(tasks.order_by().values_list("clause").annotate(count=Count("pk")))
    standing = _standing(found, reader)
    by_clause: dict[int, list[Task]] = defaultdict(list)
    for task in _first_of_each(tasks):
        by_clause[task.clause_id].append(task)
    return [
        ClauseRow(
            clause,
            First(by_clause[clause.pk], total=totals.get(clause.pk, 0)),
            standing[clause.pk],
        )
        for clause in found.clauses.select_related("theme")
    ]


def _standing(found: Instrument, reader: Reader) -> dict[int, dict[str, int]]:
    """Id of each clause → how those of its tasks in force stand that the reader may see."""
    tasks: QuerySet[Any] = filtered_tasks(reader.user, on=reader.today, instrument=found)
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    grouped = tasks.order_by().values_list("clause", "standing").annotate(count=Count("pk"))
    for clause, standing, count in grouped:
        counted[clause][standing] = count
    return counted


def _first_of_each(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """FEW of each clause, by code."""
    place = Window(RowNumber(), partition_by="clause", order_by=("code_key", "pk"))
    few = tasks.order_by().annotate(place=place).filter(place__lte=FEW)
    return Task.objects.filter(pk__in=few.values("pk")).select_related("lead").order_by("code_key")


def _continued(found: Instrument, reader: Reader) -> "QuerySet[Task]":
    """Open tasks from clauses of other instruments that go on under this one."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    others = open_under(found).exclude(clause__instrument=found)
    return others.filter(pk__in=visible.values("pk"))


def _may_enter(reader: Reader) -> bool:
    return bool(reader.seats.where(Role.SECRETARY))
