"""Carrying out what concerns several tasks at once, or none."""

from typing import TYPE_CHECKING

from accounts.domain import deputies
from seeds.story.plans import Act, Plan
from tasks import domain
from tasks.enums import Fate
from tasks.models import Task

if TYPE_CHECKING:
    from seeds.replay import Replay


def plan_merger(replay: "Replay", act: Act) -> None:
    domain.plan_merger(**replay.who(act), **replay.words(act))


def name_deputy(replay: "Replay", act: Act) -> None:
    deputies.name_deputy(**replay.who(act), **replay.words(act))


def split(replay: "Replay", act: Act) -> None:
    words = replay.words(act)
    plans = [replay.plans[code] for code in words.pop("parts")]
    whole = replay.tasks[act.task_code]
    said = [_part(replay, plan) for plan in plans]
    parts = domain.split(whole, **replay.who(act), parts=said, **words)
    replay.tasks.update((plan.code, task) for plan, task in zip(plans, parts, strict=True))


def _part(replay: "Replay", plan: Plan) -> domain.PartOfTask:
    return domain.PartOfTask(
        title=plan.title,
        lead=replay.organisations[plan.lead],
        officer=replay.users[plan.officer],
        authority=replay.organisation(plan.authority),
        deliverable_kind=plan.deliverable_kind,
        deliverable_measure=plan.deliverable_measure,
        deliverable_count=plan.deliverable_count,
    )


def supersede(replay: "Replay", act: Act) -> None:
    """All tasks at once with the first of them."""
    if act is replay.superseding[0]:
        domain.supersede(
            replay.instruments[act.params["instrument"]],
            supersedes=replay.instruments[act.params["supersedes"]],
            verdicts=[_verdict(replay, each) for each in replay.superseding],
            reason=act.params["reason"],
            **replay.who(act),
        )


def _verdict(replay: "Replay", act: Act) -> domain.Verdict:
    task = Task.objects.get(pk=replay.tasks[act.task_code].pk)
    into = act.params.get("replaced_by")
    return domain.Verdict(
        task,
        Fate(act.params["fate"]),
        seen=task.revision,
        replaced_by=replay.tasks[into] if into else None,
    )
