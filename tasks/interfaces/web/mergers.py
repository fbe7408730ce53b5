"""An organisation ends: what would pass to whom is shown first, then it is planned."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.models import Organisation
from tasks import domain
from tasks.domain.merging import check_may_merge, check_plans_mergers
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.interfaces.web.first import first_of
from tasks.models import Instrument, Merger, Task
from tasks.queries.mergers import MergerPreview, all_mergers
from tracker.lib.refused import Refused


class ChooseForm(forms.Form):
    """Which organisation ends, when, and who takes over by default."""

    predecessor = OrganisationField(label=gettext_lazy("Organisation that ends"))
    on = DayField(label=gettext_lazy("Its open tasks pass on"))
    successor = OrganisationField(
        label=gettext_lazy("Takes over by default"),
        required=False,
        help_text=gettext_lazy("Leave it empty for the successor that is known already."),
    )

    def preview(self) -> MergerPreview | None:
        """What would pass; None where it cannot be said, and the form says why."""
        if not self.is_valid():
            return None
        try:
            return domain.preview_merger(**self.cleaned_data)
        except Refused as refused:
            self.add_error(refused.field, refused)
            return None


class PlanForm(forms.Form):
    """Why and by what authority, and for each task who has it from that day on."""

    instrument = forms.ModelChoiceField(
        Instrument.objects.all(),
        label=gettext_lazy("Authorising instrument"),
        empty_label=gettext_lazy("– choose –"),
    )
    reason = TextField(label=gettext_lazy("Why"), rows=2)
    late_reason = TextField(
        label=gettext_lazy("Why it is recorded late"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Needed when the day lies more than three working days back."),
    )

    def __init__(self, data: Any, *, preview: MergerPreview) -> None:
        super().__init__(data)
        self.preview = preview
        self.shown = first_of(preview.passings)
        alive = Organisation.objects.alive_on(preview.on).exclude(pk=preview.predecessor.pk)
        self.heirs = {str(found.pk): found for found in alive}
        choices = [(pk, str(found)) for pk, found in self.heirs.items()]
        for passing in self.shown:
            label = _("Who has %(code)s then") % {"code": passing.task.code}
            self.fields[_name(passing.task)] = forms.ChoiceField(
                choices=choices,
                initial=str(passing.to.pk),
                required=False,
                label=label,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each task with what of it passes, and its field."""
        return [{"passing": passing, "field": self[_name(passing.task)]} for passing in self.shown]

    def grounds(self) -> list[Any]:
        """The fields that are about the merger as a whole."""
        return [self[name] for name in ("instrument", "reason", "late_reason")]

    def elsewhere(self) -> dict[Task, Organisation]:
        """What was chosen for each task that is shown, the default too."""
        chosen = {passing.task: self.cleaned_data[_name(passing.task)] for passing in self.shown}
        return {task: self.heirs[to] for task, to in chosen.items() if to}


@login_required
def mergers(request: HttpRequest) -> HttpResponse:
    """What has been planned and carried out."""
    reader = reader_of(request)
    check_plans_mergers(reader.seats)
    context = {"mergers": all_mergers(), "today": reader.today, "form": ChooseForm()}
    return render(request, "tasks/mergers.html", context)


class CallOffForm(forms.Form):
    reason = TextField(label=gettext_lazy("Why it is called off"), rows=2)


@login_required
def merger_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    check_plans_mergers(reader.seats)
    merger = get_object_or_404(all_mergers(), pk=pk)
    check_may_merge(merger.predecessor, by=reader.user, now=reader.now)
    form = CallOffForm(posted(request))
    if form.is_valid() and _called_off(merger, form, reader):
        messages.success(request, _("The merger has been called off; nothing passes."))
        return redirect("mergers")
    context = {"merger": merger, "form": form}
    return render(
        request, "tasks/merger_call_off.html", context, status=422 if form.is_bound else 200
    )


def _called_off(merger: Merger, form: forms.Form, reader: Reader) -> bool:
    try:
        domain.call_off_merger(merger, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True


@login_required
def merger_new(request: HttpRequest) -> HttpResponse:
    """The preview, asked for in the address; sent as a form, it is planned."""
    reader = reader_of(request)
    check_plans_mergers(reader.seats)
    choose = ChooseForm(request.GET or None)
    preview = choose.preview()
    if preview is None:
        return render(request, "tasks/merger_new.html", {"form": choose, "plan": None})
    check_may_merge(preview.predecessor, by=reader.user, now=reader.now)
    plan = PlanForm(posted(request), preview=preview)
    if plan.is_valid() and (merger := _planned(plan, reader)):
        messages.success(request, _said(merger, reader.today))
        return redirect("mergers")
    context = {"form": choose, "plan": plan, "preview": preview}
    return render(request, "tasks/merger_new.html", context, status=422 if plan.is_bound else 200)


def _planned(plan: PlanForm, reader: Reader) -> Merger | None:
    """The merger, carried out if its day has come; None when a rule says no, and why is shown."""
    words = {name: plan.cleaned_data[name] for name in ("instrument", "reason", "late_reason")}
    preview = plan.preview
    try:
        merger = domain.plan_merger(
            by=reader.user,
            now=reader.now,
            predecessor=preview.predecessor,
            successor=preview.successor,
            on=preview.on,
            elsewhere=plan.elsewhere(),
            **words,
        )
    except Refused as refused:
        plan.add_error(refused.field if refused.field in plan.fields else None, refused)
        return None
    domain.carry_out_mergers(now=reader.now)
    return merger


def _said(merger: Merger, today: date) -> str:
    if merger.on <= today:
        return _("The merger has been recorded, and the open tasks have passed.")
    return _("The merger has been planned. The open tasks pass on that day.")


def _name(task: Task) -> str:
    return f"to_{task.pk}"
