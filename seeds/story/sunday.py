"""The evening of the Sunday before the meeting: one example of each act that is rare.

All of it is invented for the demo, and happens after the last published figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from seeds.story.calendar import ONE_DAY
from seeds.story.cast import Cast
from seeds.story.evening import Evening
from seeds.story.plans import Act, Plan
from seeds.story.superseding import fates
from seeds.story.tables import by_key, day, rows, text

LAST_DECIDING = "CT33"
GIVEN_TO, ASKED = "VNPT", "MOF"
HANDS_DOWN = "MOST"


def sunday(plans: Sequence[Plan], acts: Iterable[Act], cast: Cast) -> tuple[list[Plan], list[Act]]:
    """The tasks entered that evening, and what was done; `plans` and `acts` are all before it."""
    evening = Evening(plans, acts, cast)
    for scene in SCENES:
        scene(evening)
    return evening.entered, evening.acts


def _revoke(evening: Evening) -> None:
    for cohort in ("on-time-autumn", "late-autumn"):
        plan = evening.take(cohort, lambda plan: not plan.parts)
        evening.pause()
        reason = text("revoke_reason", cohort)
        evening.do(plan.code, "revoke_acceptance", evening.secretary(plan), reason=reason)


def _reassign(evening: Evening) -> None:
    plan = evening.take("underway", lambda plan: bool(plan.parts) and _has_time(plan, evening.on))
    lead = plan.parts[0].organisation
    evening.pause()
    evening.do(
        plan.code,
        "reassign",
        evening.secretary(plan),
        lead=lead,
        officer=f"{lead.lower()}.officer1",
        reason=text("reassign_reason"),
        instrument=LAST_DECIDING,
    )


def _split(evening: Evening) -> None:
    """The second part has the first lead as its authority, whose head grants it more time."""
    whole = evening.take("not-started", lambda plan: _can_be_split(plan, evening.on))
    by, shares = evening.secretary(whole), (whole.lead, GIVEN_TO)
    parts = [
        replace(
            whole,
            code=f"{whole.code}-{number}",
            split_from=whole.code,
            title=f"{whole.title}: {share}",
            lead=lead,
            officer=f"{lead.lower()}.officer{number}",
            authority=whole.lead,
            assigned_on=evening.on,
            cohort="",
        )
        for number, (lead, share) in enumerate(
            zip(shares, ("xây dựng hệ thống", "tạo lập dữ liệu"), strict=True), start=1
        )
    ]
    evening.pause()
    codes = [part.code for part in parts]
    why = {"reason": text("split_reason"), "instrument": LAST_DECIDING}
    evening.do(whole.code, "split", by, parts=codes, **why)
    for part in parts:
        evening.entered.append(part)
        evening.do(part.code, "draft", by)
        evening.do(part.code, "assign", by)
    _grant_another_date(evening, parts[1])


def _grant_another_date(evening: Evening, plan: Plan) -> None:
    evening.pause()
    by, later = evening.cast.focal_points[plan.lead], _later(plan, months=2)
    reason = text("part_extension_reason")
    evening.do(plan.code, "ask_extension", by, reason=reason, new_deadline=later)
    evening.pause()
    granted = _later(plan, months=1)
    said = {"granted": True, "deadline": granted, "reason": text("part_grant_reason")}
    evening.do(plan.code, "decide_extension", f"{plan.authority.lower()}.head", **said)


def _enter_a_duplicate(evening: Evening) -> None:
    stays = evening.take("underway", lambda plan: _has_time(plan, evening.on))
    title = f"Tiếp tục {stays.title[0].lower()}{stays.title[1:]}"
    again = replace(
        stays, code=f"{stays.code}-B", title=title, assigned_on=evening.on, parts=(), cohort=""
    )
    evening.enter(again)
    evening.pause()
    by, reason = evening.secretary(stays), text("duplicate_reason")
    evening.do(again.code, "merge", by, into=stays.code, reason=reason)


def _enter_a_mistake(evening: Evening) -> None:
    like = evening.take("not-started", lambda plan: _has_time(plan, evening.on))
    title = "Tổ chức hội nghị tổng kết công tác năm 2025"
    mistake = replace(
        like, code=f"{like.code}-C", title=title, assigned_on=evening.on, parts=(), cohort=""
    )
    evening.enter(mistake)
    evening.pause()
    by, longer = evening.secretary(like), f"{title} của cơ quan"
    evening.do(mistake.code, "edit_task", by, title=longer, note=text("mistake_note"))
    evening.pause()
    evening.do(mistake.code, "discard", by, reason=text("mistake_reason"))


def _hand_to_a_unit(evening: Evening) -> None:
    plan = evening.take("underway", lambda plan: plan.lead == HANDS_DOWN)
    unit = rows("units")[-1]
    evening.pause()
    evening.do(
        plan.code,
        "hand_down",
        evening.cast.focal_points[plan.lead],
        unit=unit["code"],
        officer=unit["username"],
        note=text("unit_note"),
    )


def _name_a_deputy(evening: Evening) -> None:
    """The deputy asks for an extension in own name, for the head."""
    plan = evening.take(
        "underway", lambda plan: plan.lead == HANDS_DOWN and _has_time(plan, evening.on)
    )
    deputy = f"{HANDS_DOWN.lower()}.officer1"
    evening.pause()
    evening.do(
        "",
        "name_deputy",
        f"{HANDS_DOWN.lower()}.head",
        organisation=HANDS_DOWN,
        deputy=deputy,
        from_day=evening.on,
        until_day=day(_setting("deputy_until")),
    )
    evening.pause()
    later = _later(plan, months=1)
    reason = text("deputy_reason")
    evening.do(plan.code, "ask_extension", deputy, reason=reason, new_deadline=later)


def _ask_a_head(evening: Evening) -> None:
    """Days before it is due, a lead asks the head of its authority, who is yet to decide."""
    soon = evening.on + timedelta(days=7)
    plan = evening.take_of_any(
        ("not-started", "underway"),
        lambda plan: (
            plan.authority == HANDS_DOWN != plan.lead
            and plan.deadline is not None
            and plan.deadline <= soon
        ),
    )
    evening.pause()
    by, later = evening.cast.focal_points[plan.lead], _later(plan, months=1)
    reason = text("head_reason")
    evening.do(plan.code, "ask_extension", by, reason=reason, new_deadline=later)


def _petition(evening: Evening) -> None:
    """By whoever took over from the province that ended."""
    passed = [plan for plan in evening.open if plan.heir]
    said = {"kind": "petition", "text": text("petition"), "asked": ASKED}
    for plan in sorted(passed, key=lambda plan: plan.cohort != "not-started")[:1]:
        evening.pause()
        evening.do(plan.code, "raise_obstacle", evening.cast.focal_points[plan.heir], **said)


def _supersede(evening: Evening) -> None:
    """All at one moment."""
    evening.pause()
    instruments = {"supersedes": "TB365", "instrument": "TB552"}
    old, new = (
        [plan for plan in evening.open if plan.instrument == prefix]
        for prefix in instruments.values()
    )
    for plan, fate in fates(old, new):
        by, reason = evening.cast.secretaries[0], text("supersede_reason")
        evening.do(plan.code, "supersede", by, reason=reason, **instruments, **fate)


def _later(plan: Plan, *, months: int) -> date:
    """So many months after the deadline; the last day of a month stays one."""
    if plan.deadline is None:
        raise ValueError(f"{plan.code} has no deadline to be extended")
    after = plan.deadline + ONE_DAY
    month = after.month - 1 + months
    return date(after.year + month // 12, month % 12 + 1, min(after.day, 28)) - ONE_DAY


def _has_time(plan: Plan, on: date) -> bool:
    """Whether it is due later, and stands under no instrument that is superseded that evening."""
    due = plan.deadline is not None and on + timedelta(days=7) < plan.deadline < date(2026, 10, 1)
    return due and plan.instrument not in {"TB365", "TB552"}


def _can_be_split(plan: Plan, on: date) -> bool:
    system = plan.deliverable_kind in {"database", "platform"} and plan.deliverable_count == 1
    return system and plan.lead == HANDS_DOWN and not plan.parts and _has_time(plan, on)


def _setting(key: str) -> str:
    return by_key("story", "key")[key]["value"]


SCENES = (
    _revoke,
    _split,
    _hand_to_a_unit,
    _name_a_deputy,
    _ask_a_head,
    _reassign,
    _enter_a_duplicate,
    _enter_a_mistake,
    _petition,
    _supersede,
)
