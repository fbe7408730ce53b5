"""One instrument takes the place of another: previewed first, then applied to every task."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.interfaces.fates import verdicts
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.fields import datalist
from tasks.interfaces.web.superseding_forms import ALONE, ChooseForm, SupersedeForm
from tasks.models import Instrument, Task
from tasks.queries.superseding import Proposal, could_replace
from tracker.lib.refused import Refused

PAGE = 50
# What a second look mends: the form then shows the tasks as they are now.
STALE = frozenset({"changed_since_preview", "fates_missing"})


@login_required
def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    """Which one, in the address; then what becomes of each of its open tasks."""
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY)
    found = get_object_or_404(Instrument.objects.select_related("issuer"), pk=pk)
    choose = ChooseForm(request.GET or None, instrument=found)
    proposals = _previewed(found, choose, reader)
    if proposals is None:
        context = {"instrument": found, "choose": choose}
        return render(request, "tasks/supersede.html", context)
    return _decide(request, found, choose.cleaned_data["supersedes"], proposals, reader)


def _previewed(found: Instrument, choose: ChooseForm, reader: Reader) -> list[Proposal] | None:
    """None where nothing was chosen, or what was cannot be; the form then says why."""
    if not choose.is_valid():
        return None
    old = choose.cleaned_data["supersedes"]
    try:
        return domain.preview_superseding(found, supersedes=old, by=reader.user, now=reader.now)
    except Refused as refused:
        choose.add_error("supersedes", refused)
        return None


def _decide(
    request: HttpRequest,
    found: Instrument,
    old: Instrument,
    proposals: list[Proposal],
    reader: Reader,
) -> HttpResponse:
    replacing = list(could_replace(found))
    alone = request.GET.get("alone", "").replace(",", " ").upper().split()
    form = SupersedeForm(
        posted(request), proposals=proposals, replacing=replacing, today=reader.today, alone=alone
    )
    page = Paginator(form.others, PAGE).get_page(request.GET.get("page"))
    if form.is_valid() and _superseded(form, found, old, reader):
        said = _("%(number)s has been superseded.") % {"number": old.number}
        messages.success(request, said)
        return redirect("instrument", pk=found.pk)
    context = {
        "instrument": found,
        "old": old,
        "form": form,
        "clauses": datalist("clauses", [(one.number, one.text) for one in found.clauses.all()]),
        "replacing": datalist("replacing", [(one.code, one.title) for one in replacing[:ALONE]]),
        "alone": " ".join(alone),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    status = 422 if form.is_bound else 200
    return render(request, "tasks/supersede.html", context, status=status)


def _superseded(form: SupersedeForm, found: Instrument, old: Instrument, reader: Reader) -> bool:
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    words = {name: form.cleaned_data[name] for name in ("reason", "on")}
    words["late_reason"] = form.cleaned_data.get("late_reason", "")
    try:
        decided = verdicts(found, form.said(), visible)
        domain.supersede(
            found, supersedes=old, verdicts=decided, by=reader.user, now=reader.now, **words
        )
    except Refused as refused:
        if refused.code in STALE:
            form.look_again()
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True
