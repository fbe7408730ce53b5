"""What the domain demands of anybody, and what a credible record looks like."""

from datetime import date, datetime

from seeds.story import tell
from seeds.story.calendar import is_worked, worked_between
from seeds.story.tables import by_key, rows
from tests.seeds.reference import HANOI, courses

LAST_SUNDAY = date(2025, 11, 16)
# From then on the rare acts are shown once each: after every published figure.
THAT_EVENING = datetime(2025, 11, 16, 17, tzinfo=HANOI)
GRACE = int(by_key("story", "key")["grace_days"]["value"])


def test_acts_come_in_the_order_they_were_recorded() -> None:
    moments = [act.recorded_at for act in tell().acts]
    assert moments == sorted(moments)


def test_acts_are_recorded_in_working_hours() -> None:
    for act in tell().acts:
        if act.recorded_at < THAT_EVENING:
            assert 8 <= act.recorded_at.hour < 17, act
        assert is_worked(act.recorded_at.date()) or act.recorded_at.date() == LAST_SUNDAY, act


def test_the_evening_is_the_last_and_is_over_before_the_demo_begins() -> None:
    evening = [act for act in tell().acts if act.recorded_at >= THAT_EVENING]
    assert len(evening) > 20
    assert {act.recorded_at.date() for act in evening} == {LAST_SUNDAY}
    assert evening[-1].recorded_at.hour < 20
    assert {act.happened_on for act in evening} == {LAST_SUNDAY}


def test_nothing_is_recorded_before_it_happened() -> None:
    assert all(act.happened_on <= act.recorded_at.date() for act in tell().acts)


def test_what_is_recorded_late_says_why_and_nothing_else_does() -> None:
    reasons = {row["text"] for row in rows("texts") if row["use"] == "late_reason"}
    assert any("late_reason" in act.params for act in tell().acts if act.kind == "submit")
    for act in tell().acts:
        late = worked_between(act.happened_on, act.recorded_at.date()) > GRACE
        assert late == ("late_reason" in act.params), act
        assert act.params.get("late_reason") in {None, *reasons}


def test_every_task_goes_through_legal_phases() -> None:
    for course in courses(tell()).values():
        days = [day for day, _ in course.phases]
        assert days == sorted(days), course.plan


def test_a_lead_lives_from_the_assignment_to_the_end_of_the_story() -> None:
    organisations = by_key("organisations", "code")
    for plan in tell().leaves:
        lead, last = organisations[plan.lead], organisations[plan.led_on(LAST_SUNDAY)]
        assert date.fromisoformat(lead["from"]) <= plan.assigned_on, plan
        assert bool(lead["until"]) == bool(plan.heir), plan
        assert not last["until"], plan


def test_an_instrument_assigns_after_it_was_issued() -> None:
    instruments = by_key("instruments", "prefix")
    for plan in tell().plans:
        issued = date.fromisoformat(instruments[plan.instrument]["issued_on"])
        assert issued < plan.assigned_on, plan


def test_titles_and_codes_are_different() -> None:
    plans = tell().plans
    assert len({plan.code for plan in plans}) == len(plans)
    assert len({plan.title for plan in plans}) == len(plans)
