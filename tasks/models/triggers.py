"""What the database itself does to tasks: it writes their history and guards their past."""

from typing import Any

import pgtrigger

from tasks.models.state import TaskState
from tracker.lib.triggers import Guard


class NotInTheFuture(Guard):
    """No act, no phase and no deadline's step lies after the database's Hanoi day."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: Any) -> str:
        latest = """greatest(
                NEW.act_on,
                NEW.phase_from[cardinality(NEW.phase_from)],
                NEW.deadline_from[cardinality(NEW.deadline_from)],
                NEW.lead_from[cardinality(NEW.lead_from)],
                NEW.gap_from[cardinality(NEW.gap_from)]
            )"""
        refused = self.refuse(
            f"{latest} > tracker_today()", "task %: nothing can happen in the future", "NEW.code"
        )
        return f"{refused} RETURN NEW;"


class StartsAsDraft(Guard):
    """A task is written down before it is assigned; a member's parent is a group."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        no_group = """NEW.parent_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM tasks_task
                WHERE id = NEW.parent_id AND is_group AND programme_id = NEW.programme_id
            )"""
        return (
            self.refuse("NEW.status <> 'draft'", "task %: a task starts as a draft", "NEW.code")
            + self.refuse(no_group, "task %: no such group in its programme", "NEW.code")
            + "NEW.revision := 1; RETURN NEW;"
        )


class StaysItself(Guard):
    """Its code, programme, group and origin identify a task for good."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        columns = ("code", "programme_id", "is_group", "parent_id", "split_from_id")
        changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)
        message = "task %: its code, programme and group stay"
        return self.refuse(changed, message, "OLD.code") + "RETURN NEW;"


class KeepsItsPast(Guard):
    """The time line of an assigned task is only added to: one step at a time.

    The one step that may change its name is the last: what was submitted on a day and is later
    accepted was completed on that day. So a completion is never a step of its own. The one step
    that may change its day is a first report of progress: a product can be older than the report,
    and so can what another report tells of; either takes the start of the work back with it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update
    declare = [
        ("past", "integer := cardinality(OLD.phases)"),
        ("given", "integer := cardinality(OLD.deadlines)"),
        ("led", "integer := cardinality(OLD.leads)"),
        ("judged", "integer := cardinality(OLD.gap_steps)"),
        ("accepted", "boolean := OLD.status = 'submitted' AND NEW.status = 'completed'"),
        (
            "claimed",
            """boolean := OLD.status = 'in_progress'
                AND (NEW.status = 'submitted' OR NEW.status = OLD.status AND NEW.act = 'progress')
                AND OLD.phases[cardinality(OLD.phases) - 1] = 'assigned'""",
        ),
    ]

    def get_func(self, model: Any) -> str:
        leaps = """
               cardinality(NEW.deadlines) > given + 1
               OR cardinality(NEW.leads) > led + 1
               OR OLD.status <> 'draft' AND cardinality(NEW.gap_steps) > judged + 1
               OR cardinality(NEW.phases)
                  <> past + (NEW.status <> OLD.status AND NOT accepted)::integer"""
        rewrites = """OLD.status <> 'draft' AND (
                   NEW.phases[:past - accepted::integer] <> OLD.phases[:past - accepted::integer]
                   OR NEW.phase_from[:past - claimed::integer]
                      <> OLD.phase_from[:past - claimed::integer]
                   OR claimed AND NEW.phase_from[past]
                      <> least(OLD.phase_from[past], coalesce(NEW.phase_from[past + 1], NEW.act_on))
                   OR NEW.deadlines[:given] <> OLD.deadlines
                   OR NEW.deadline_from[:given] <> OLD.deadline_from
                   OR NEW.leads[:led] <> OLD.leads
                   OR NEW.lead_from[:led] <> OLD.lead_from
                   OR NEW.gap_steps[:judged] <> OLD.gap_steps
                   OR NEW.gap_from[:judged] <> OLD.gap_from
               )"""
        return (
            self.refuse(leaps, "task %: one step at a time", "NEW.code")
            + self.refuse(rewrites, "task %: its past is only ever added to", "NEW.code")
            + "RETURN NEW;"
        )


class SaysWho(Guard):
    """An update that does not count the revision up did not come through the domain.

    It is let in, but recorded as attributed to nobody.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.revision <> OLD.revision + 1 THEN
                NEW.revision := OLD.revision + 1;
                NEW.act := 'unattributed';
                NEW.act_on := tracker_today();
                NEW.act_by_id := NULL;
                NEW.act_for_id := NULL;
                NEW.act_note := '';
                NEW.act_late_reason := '';
                NEW.act_instrument_id := NULL;
                NEW.act_detail := '{}';
            END IF;
            RETURN NEW;
        """


PART = """(
    organisation bigint, phases text[], phase_from date[], deadlines date[], deadline_from date[]
)"""


class PartsFit(Guard):
    """Each co-agency joins once, exists and does not lead; `joined` lists those that join now.

    The steps of a part are dated, in their order, and none lies in the future.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: Any) -> str:
        organisations = (
            "SELECT (part->>'organisation')::bigint FROM jsonb_array_elements(NEW.parts) part"
        )
        unknown = f"""EXISTS (
                {organisations} EXCEPT SELECT id FROM accounts_organisation
            )"""
        twice = f"""(SELECT count(*) <> count(DISTINCT id) FROM ({organisations}) AS named(id))"""
        undated = f"""EXISTS (
                SELECT FROM jsonb_to_recordset(NEW.parts) AS part{PART}
                WHERE cardinality(phases) <> cardinality(phase_from)
                   OR cardinality(deadlines) <> cardinality(deadline_from)
                   OR NOT phases <@ ARRAY['assigned', 'in_progress', 'completed', 'withdrawn']
                   OR NOT (tracker_ascending(phase_from) AND tracker_ascending(deadline_from))
                   OR array_position(phase_from || deadline_from, NULL) IS NOT NULL
                   OR greatest(phase_from[cardinality(phase_from)],
                               deadline_from[cardinality(deadline_from)]) > tracker_today()
            )"""
        return (
            self.refuse(unknown, "task %: a co-agency does not exist", "NEW.code")
            + self.refuse(undated, "task %: the steps of a part are not dated", "NEW.code")
            + self.refuse(twice, "task %: a co-agency joins twice", "NEW.code")
            + """
            NEW.joined := ARRAY(
                SELECT (part->>'organisation')::bigint FROM jsonb_array_elements(NEW.parts) part
                WHERE part->'phases'->>-1 IS DISTINCT FROM 'withdrawn'
                ORDER BY 1
            );
            """
            + self.refuse("NEW.lead_id = ANY (NEW.joined)", "task %: its lead joins", "NEW.code")
            + "RETURN NEW;"
        )


class PartsKeepTheirPast(Guard):
    """What a co-agency owed of an assigned task is only ever added to, as the task's own line.

    The one step that may change its day is a first report of progress: what was done before it
    takes the start of the work back.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        rewritten = f"""NEW.parts <> OLD.parts AND OLD.status <> 'draft' AND EXISTS (
                SELECT FROM jsonb_to_recordset(OLD.parts) AS was{PART}
                LEFT JOIN jsonb_to_recordset(NEW.parts) AS kept{PART} USING (organisation)
                CROSS JOIN LATERAL (
                    SELECT cardinality(was.phases) AS past, cardinality(was.deadlines) AS given,
                           (was.phases[cardinality(was.phases) - 1:]
                            = ARRAY['assigned', 'in_progress'])::integer AS begun
                ) AS line
                WHERE kept.phases IS NULL
                   OR kept.phases[:past] <> was.phases
                   OR kept.phase_from[:past - begun] <> was.phase_from[:past - begun]
                   OR kept.phase_from[past] > was.phase_from[past]
                   OR kept.deadlines[:given] <> was.deadlines
                   OR kept.deadline_from[:given] <> was.deadline_from
            )"""
        message = "task %: the past of a part is only ever added to"
        return self.refuse(rewritten, message, "NEW.code") + "RETURN NEW;"


class _WritesHistory(Guard):
    """Copies every changed row into the history, with the database's own moment."""

    level = pgtrigger.Statement
    when = pgtrigger.After
    referencing = pgtrigger.Referencing(new="changed")

    def get_func(self, model: Any) -> str:
        columns = ", ".join(
            field.attname for field in TaskState._meta.local_fields if not field.generated
        )
        return f"""
            INSERT INTO tasks_taskevent (task_id, recorded_at, recorded_by, {columns})
            SELECT id, tracker_now(), session_user, {columns} FROM changed;
            RETURN NULL;
        """


class WritesHistoryOfNew(_WritesHistory):
    operation = pgtrigger.Insert


class WritesHistoryOfChanges(_WritesHistory):
    operation = pgtrigger.Update


class IsProved(Guard):
    """At the end of its transaction a submission carries a file, or says why it cannot."""

    when = pgtrigger.After
    operation = pgtrigger.Insert
    timing = pgtrigger.Deferred

    def get_func(self, model: Any) -> str:
        bare = """NEW.no_evidence_reason = '' AND NOT EXISTS (
                SELECT FROM tasks_evidence WHERE submission_id = NEW.id
            )"""
        message = "submission %: neither evidence nor a reason for none"
        return self.refuse(bare, message, "NEW.id") + "RETURN NULL;"


class BelongsToOpenClaim(Guard):
    """A file comes with its claim, at the database's moment; to a decided one none is added."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        decided = """NOT EXISTS (
                SELECT FROM tasks_submission WHERE id = NEW.submission_id AND outcome = 'pending'
            )"""
        message = "evidence: its submission does not wait for a decision"
        refused = self.refuse(decided, message)
        return f"NEW.recorded_at := tracker_now(); {refused} RETURN NEW;"
