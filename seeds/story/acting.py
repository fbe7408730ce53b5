"""From the beats of a task to its acts: who does each, and what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from seeds.story.answering import obstacle
from seeds.story.calendar import moment, worked_between
from seeds.story.cast import Cast
from seeds.story.plans import Act, Plan
from seeds.story.playing import Beat, deadline_day
from seeds.story.slots import Slot
from seeds.story.tables import by_key, day, rank, rows, text

# Kinds of instruments in which a single task is stopped.
DECIDING = {"conclusion_notice", "decision", "directive", "telegram"}


@dataclass(frozen=True)
class _Scene:
    """One beat of one task; `number` counts the task's beats."""

    plan: Plan
    beat: Beat
    number: int


def opening(plan: Plan, cast: Cast, *, unclear: bool) -> Iterator[Act]:
    """The draft and the assignment; one secretary hands a whole wave out at one moment.

    What is `unclear`, or a group with such a member, is handed out with a reason.
    """
    wave = plan.group or plan.code if plan.group or plan.is_group else plan.instrument
    by = cast.secretary(plan, plan.assigned_on)
    for kind in ("draft", "assign"):
        at = moment(plan.assigned_on, kind, wave)
        why = {"reason": text("unclear_reason", plan.code)} if unclear and kind == "assign" else {}
        yield Act(plan.code, kind, at, plan.assigned_on, by, why)


def course(plan: Plan, slot: Slot, cast: Cast) -> Iterator[Act]:
    """What was done after the assignment."""
    for number, beat in enumerate(slot.beats):
        by = cast.actor(beat.kind, plan, (plan.code, number), beat.recorded_at.date())
        scene = _Scene(plan, beat, number)
        params = WORDS[beat.kind](scene) | _why_late(scene)
        yield Act(plan.code, beat.kind, beat.recorded_at, beat.happened_on, by, params)


def _progress(scene: _Scene) -> dict[str, Any]:
    percent = 15 + rank("percent", scene.plan.code) % 30 + 35 * (scene.number > 0)
    stuck = obstacle(scene.plan, scene.number) if rank("stuck", scene.plan.code) % 4 == 0 else {}
    said = {"narrative": text("narrative", scene.plan.code, scene.number), **stuck}
    target = scene.plan.deliverable_count or 0
    if target > int(by_key("story", "key")["count_from"]["value"]):
        return {"count": target * percent // 100, **said}
    return {"percent": percent, **said}


def _submission(scene: _Scene) -> dict[str, Any]:
    signed = scene.beat.happened_on - timedelta(days=rank("signed", scene.plan.code) % 3)
    serial = 1 + rank("product", scene.plan.code, scene.number) % 899
    return {
        "product_kind": scene.plan.deliverable_kind,
        "product_number": f"MH-{serial}/{scene.plan.led_on(signed)}",
        "product_date": max(signed, scene.plan.assigned_on),
        "product_title": scene.plan.title,
        "note": text("submit_note", scene.plan.code, scene.number),
        **_proof(scene.plan),
    }


def _proof(plan: Plan) -> dict[str, Any]:
    """The whole target where it is counted; a few products are too secret to be attached."""
    counted = {"count": plan.deliverable_count} if (plan.deliverable_count or 0) > 1 else {}
    if rank("secret", plan.code) % 40:
        return counted
    return {**counted, "no_evidence_reason": text("no_evidence_reason", plan.code)}


def _why_late(scene: _Scene) -> dict[str, str]:
    """Beyond the grace whoever records an act says why."""
    grace = int(by_key("story", "key")["grace_days"]["value"])
    late = worked_between(scene.beat.happened_on, scene.beat.recorded_at.date()) > grace
    return {"late_reason": text("late_reason", scene.plan.code, scene.number)} if late else {}


def _decision(scene: _Scene) -> dict[str, Any]:
    return {
        "granted": scene.beat.step.verb == "grant",
        "reason": text(f"{scene.beat.step.verb}_reason", scene.plan.code),
    }


def _request(scene: _Scene) -> dict[str, Any]:
    asked = {"new_deadline": deadline_day(scene.beat.step.to), "deadline_text": scene.beat.step.to}
    return {**asked, "reason": text("extension_reason", scene.plan.code)}


def _note(scene: _Scene) -> dict[str, Any]:
    return {"note": text("accept_note", scene.plan.code)}


def _reason(scene: _Scene) -> dict[str, Any]:
    return {"reason": text(f"{scene.beat.step.verb}_reason", scene.plan.code)}


def _authorised(scene: _Scene) -> dict[str, Any]:
    """A reason, and the prefix of the instrument that authorises it: the last one that could."""
    known = [row for row in rows("instruments") if day(row["issued_on"]) <= scene.beat.happened_on]
    deciding = [row for row in known if row["kind"] in DECIDING] or known
    last = max(deciding, key=lambda row: row["issued_on"])
    return {**_reason(scene), "instrument": last["prefix"]}


WORDS: dict[str, Callable[[_Scene], dict[str, Any]]] = {
    "report_progress": _progress,
    "submit": _submission,
    "accept": _note,
    "send_back": _reason,
    "ask_extension": _request,
    "decide_extension": _decision,
    "withdraw": _authorised,
    "suspend": _authorised,
    "resume": _reason,
    "end": _authorised,
}
