"""The documents that assign tasks, their clauses, and the tasks from each."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.interfaces.web.drafting import check_oversees, overseen_programmes
from tasks.interfaces.web.first import MOST, First, first
from tasks.interfaces.web.instrument_form import InstrumentForm
from tasks.interfaces.web.rows import clause_rows
from tasks.models import Instrument, Task
from tasks.queries.listing import filtered_tasks
from tasks.queries.superseding import open_under
from tracker.lib.refused import Refused

PAGE = 50


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
    """The instrument with its clauses; a secretary adds further ones here."""
    reader = reader_of(request)
    found = get_object_or_404(Instrument.objects.select_related("issuer"), pk=pk)
    rows = clause_rows(posted(request))
    refusal = None
    if request.method == "POST":
        check_oversees(reader, Role.SECRETARY)
        if rows.is_valid() and (refusal := _refusal_to_add(found, rows, reader)) is None:
            messages.success(request, _("The clauses have been added."))
            return redirect("instrument", pk=pk)
    context = {
        "instrument": found,
        "clauses": _clauses(found, reader),
        "rows": rows,
        "refusal": refusal,
        "may_enter": _may_enter(reader),
        "today": reader.today,
        "supersedes": found.supersedes.all(),
        "superseded_by": found.superseded_by.all(),
        "continued": first(_continued(found, reader)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tasks/instrument.html", context, status=status)


@login_required
def instrument_new(request: HttpRequest) -> HttpResponse:
    """Enter an instrument; its clauses and tasks follow on the next page."""
    reader = reader_of(request)
    owners = check_oversees(reader, Role.SECRETARY)
    form = InstrumentForm(posted(request), programmes=overseen_programmes(owners))
    if form.is_valid():
        programme = form.cleaned_data.pop("programme", None)
        entered = _entered(form, reader)
        if entered is not None:
            query = f"?programme={programme.code}" if programme else ""
            return redirect(reverse("enter", args=[entered.pk]) + query)
    status = 422 if form.is_bound else 200
    return render(request, "tasks/instrument_new.html", {"form": form}, status=status)


def _entered(form: InstrumentForm, reader: Reader) -> Instrument | None:
    try:
        return domain.enter_instrument(by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return None


def _refusal_to_add(found: Instrument, rows: Any, reader: Reader) -> Refused | None:
    """None when every filled row has become a clause."""
    try:
        with transaction.atomic():
            for row in rows.filled():
                domain.add_clause(found, by=reader.user, now=reader.now, **row)
    except Refused as refused:
        return refused
    return None


def _clauses(found: Instrument, reader: Reader) -> "list[tuple[Any, First[Task]]]":
    """Every clause with the first of its tasks that the reader may see, groups before members."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    tasks = visible.filter(clause__instrument=found)
    totals = dict(tasks.order_by().values_list("clause").annotate(count=Count("pk")))
    by_clause: dict[int, list[Task]] = defaultdict(list)
    for task in _first_of_each(tasks):
        by_clause[task.clause_id].append(task)
    return [
        (clause, First(by_clause[clause.pk], total=totals.get(clause.pk, 0)))
        for clause in found.clauses.select_related("theme")
    ]


def _first_of_each(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """MOST of each clause, by code."""
    place = Window(RowNumber(), partition_by="clause", order_by=("code", "pk"))
    few = tasks.order_by().annotate(place=place).filter(place__lte=MOST)
    return Task.objects.filter(pk__in=few.values("pk")).select_related("lead").order_by("code")


def _continued(found: Instrument, reader: Reader) -> "QuerySet[Task]":
    """Open tasks from clauses of other instruments that go on under this one."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    others = open_under(found).exclude(clause__instrument=found)
    return others.filter(pk__in=visible.values("pk"))


def _may_enter(reader: Reader) -> bool:
    return bool(reader.seats.where(Role.SECRETARY))
