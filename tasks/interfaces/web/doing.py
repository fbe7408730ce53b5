"""What a reader can do on the page of a task: one thing first, the rest in menus."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from tasks.enums import Act
from tasks.models import Task
from tasks.rules.asked import asked_of

Page = Mapping[str, Any]
# What stands beside the act that is asked: the other way to do it.
BESIDE: dict[Act | None, tuple[Act, ...]] = {
    Act.ACCEPT: (Act.RETURN,),
    Act.SUBMIT: (Act.PROGRESS, Act.ASK_EXTENSION),
    Act.PROGRESS: (Act.SUBMIT,),
    Act.PART_PROGRESS: (Act.PART_DONE,),
    Act.ASSIGN: (Act.EDIT,),
    None: (Act.RESUME,),
}
CHANGES = (Act.EDIT, Act.REASSIGN, Act.SPLIT, Act.MERGE)
STOPS = (Act.SUSPEND, Act.RESUME, Act.WITHDRAW, Act.END, Act.DISCARD, Act.REVOKE)


def doing(task: Task, reader: Reader, life: Mapping[str, Any]) -> dict[str, Any]:
    """`asked` in words, the page `first` if any, those `beside` it, and `menus` of the others."""
    pages = [*life["acts"], *_edit(task, may_edit=life["may_edit"])]
    asked = asked_of([page["act"] for page in pages], task, reader.today)
    other = _elsewhere(life) if asked.act not in (Act.ACCEPT, Act.GRANT_EXTENSION) else None
    words, first = other or (asked.words, _of(pages, [asked.act]))
    beside = _of(pages, [asked.act] if other else BESIDE.get(asked.act, ()))
    shown = [page["act"] for page in [*first, *beside] if "act" in page]
    rest = [page for page in pages if page["act"] not in shown]
    return {"asked": words, "first": first, "beside": beside, "menus": _menus(rest)}


def _edit(task: Task, *, may_edit: bool) -> list[Page]:
    url = reverse("task_edit", args=[task.pk])
    return [{"act": Act.EDIT, "heading": _("Edit"), "url": url}] if may_edit else []


def _elsewhere(life: Mapping[str, Any]) -> tuple[Any, list[Page]] | None:
    """What is asked of the reader on a page of its own: an answer, or a regular report."""
    for row in life["obstacles"]:
        if row["may_answer"]:
            url = reverse("obstacle_answer", args=[row["obstacle"].pk])
            return _("An obstacle waits for your answer."), [{"heading": _("Answer"), "url": url}]
    for row in life["occurrences"]:
        if row["may_report"]:
            one = row["occurrence"]
            url = reverse("occurrence_report", args=[one.task_id, one.pk])
            return _("Report on the period."), [{"heading": _("Report"), "url": url}]
    return None


def _of(pages: Iterable[Page], acts: Sequence[Act | None]) -> list[Page]:
    found = {page["act"]: page for page in pages}
    return [found[act] for act in acts if act in found]


def _menus(rest: Sequence[Page]) -> list[tuple[Any, list[Page]]]:
    """Menus with their names, those without an entry left out."""
    work = [page for page in rest if page["act"] not in (*CHANGES, *STOPS)]
    menus = [
        (_("Report or ask"), work),
        (_("Change the task"), _of(rest, CHANGES)),
        (_("Stop or undo"), _of(rest, STOPS)),
    ]
    return [(name, pages) for name, pages in menus if pages]
