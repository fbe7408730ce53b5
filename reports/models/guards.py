"""What the database itself refuses, so that what was put before a meeting stays as it was."""

from typing import Any

import pgtrigger

from tracker.lib.triggers import Guard


class FrozenStays(Guard):
    """A meeting whose figures are frozen is not changed any more."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        del model
        frozen = "EXISTS (SELECT FROM reports_snapshot WHERE meeting_id = OLD.id)"
        refused = self.refuse(frozen, "meeting %: its figures are frozen, so it stays", "OLD.id")
        return f"{refused} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


class CalledOffStays(Guard):
    """A meeting that was called off stays so; one in whose notice somebody ended it was held."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        del model
        tied = "(SELECT FROM reports_conclusion WHERE meeting_id = OLD.id AND untied_at IS NULL)"
        return (
            self.refuse("OLD.called_off_at IS NOT NULL", "meeting %: it was called off", "OLD.id")
            + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
            + self.refuse(
                f"NEW.called_off_at IS NOT NULL AND EXISTS {tied}",
                "meeting %: a notice says how it ended",
                "OLD.id",
            )
            + "RETURN NEW;"
        )


class TiedToWhatWasHeld(Guard):
    """No notice is tied to a meeting that was called off."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        del model
        alone = "PERFORM FROM reports_meeting WHERE id = NEW.meeting_id FOR SHARE;"
        off = """EXISTS (SELECT FROM reports_meeting
            WHERE id = NEW.meeting_id AND called_off_at IS NOT NULL)"""
        return f"{alone}{self.refuse(off, 'conclusion: its meeting was called off')} RETURN NEW;"


class TieStays(Guard):
    """A tie is never deleted, and changed only by untying it, once, while nothing came of it.

    What came of it are tasks that were drafted from the notice after it was tied; a draft that was
    discarded is none.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        del model
        other = """TG_OP = 'DELETE' OR OLD.untied_at IS NOT NULL OR NEW.untied_at IS NULL
            OR (NEW.id, NEW.meeting_id, NEW.instrument_id, NEW.by_id, NEW.recorded_at)
            IS DISTINCT FROM (OLD.id, OLD.meeting_id, OLD.instrument_id, OLD.by_id, OLD.recorded_at)
            """
        used = """EXISTS (
            SELECT FROM tasks_task task JOIN tasks_clause clause ON clause.id = task.clause_id
                JOIN tasks_taskevent event ON event.task_id = task.id AND event.revision = 1
            WHERE clause.instrument_id = OLD.instrument_id AND event.recorded_at > OLD.recorded_at
                AND (task.status <> 'withdrawn' OR task.assigned_on IS NOT NULL))"""
        return (
            self.refuse(other, "conclusion: it can only be untied")
            + self.refuse(used, "conclusion: tasks have come of it")
            + "RETURN NEW;"
        )


class PartOfWhatIsFrozen(Guard):
    """Computes the digest of a part; takes none once the meeting has its head."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        del model
        alone = "PERFORM FROM reports_meeting WHERE id = NEW.snapshot_id FOR UPDATE;"
        frozen = "EXISTS (SELECT FROM reports_snapshot WHERE meeting_id = NEW.snapshot_id)"
        refused = self.refuse(frozen, "snapshot: it is whole already")
        return f"{alone}{refused} NEW.digest := sha256(convert_to(NEW.text, 'UTF8')); RETURN NEW;"


class SaysWhatItIs(Guard):
    """Computes the digest; holds the head to the meeting, the moment, the seal, the horizon, parts.

    The moment is the database's own, but for the time that making the document may take.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    declare = [("told", "jsonb := NEW.document::jsonb"), ("about", "reports_meeting")]

    def get_func(self, model: Any) -> str:
        del model
        of_the_meeting = """
            SELECT * INTO about FROM reports_meeting WHERE id = NEW.meeting_id FOR SHARE;
        """
        other_meeting = """(told->'meeting'->>'id', told->'meeting'->>'name',
                told->'meeting'->>'held_on', told->'meeting'->>'cut_off')
            IS DISTINCT FROM (about.id::text, about.name,
                to_char(about.held_on, 'YYYY-MM-DD'), to_char(about.cut_off, 'YYYY-MM-DD'))"""
        other_horizon = """(told->'frozen'->>'events', told->'frozen'->>'visible',
                told->'frozen'->>'written_in', told->'frozen'->'by'->>'id')
            IS DISTINCT FROM (NEW.last_event::text, NEW.visible,
                NEW.written_in::text, NEW.frozen_by_id::text)
            OR NEW.written_in <> pg_current_xact_id()::text::bigint
            OR pg_snapshot_xmax(NEW.visible::pg_snapshot)
               > pg_snapshot_xmax(pg_current_snapshot())"""
        other_moment = """(told->'frozen'->>'at')::timestamptz IS DISTINCT FROM NEW.frozen_at
            OR NEW.frozen_at NOT BETWEEN tracker_now() - interval '10 minutes' AND tracker_now()"""
        other_seal = """(told->'frozen'->'seal'->>'number', told->'frozen'->'seal'->>'digest')
            IS DISTINCT FROM (NEW.seal_id::text,
                (SELECT encode(digest, 'hex') FROM tasks_seal WHERE number = NEW.seal_id))"""
        other_parts = """told->'tasks'->'parts' IS DISTINCT FROM
            (SELECT coalesce(jsonb_agg(encode(digest, 'hex') ORDER BY number), '[]'::jsonb)
             FROM reports_snapshotpart WHERE snapshot_id = NEW.meeting_id)"""
        return (
            of_the_meeting
            + self.refuse(other_meeting, "snapshot: it is about another meeting")
            + self.refuse("about.called_off_at IS NOT NULL", "snapshot: it was called off")
            + self.refuse("about.cut_off > tracker_today()", "snapshot: its day has not come")
            + self.refuse(other_horizon, "snapshot: it does not say what had been recorded")
            + self.refuse(other_moment, "snapshot: it names another moment")
            + self.refuse(other_seal, "snapshot: it names another seal")
            + self.refuse(other_parts, "snapshot: it names other parts")
            + "NEW.digest := sha256(convert_to(NEW.document || E'\\n', 'UTF8')); RETURN NEW;"
        )
