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


class SaysWhatItIs(Guard):
    """Computes the digest; holds the document to the meeting, the moment, the seal, the horizon.

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
        return (
            of_the_meeting
            + self.refuse(other_meeting, "snapshot: it is about another meeting")
            + self.refuse("about.cut_off > tracker_today()", "snapshot: its day has not come")
            + self.refuse(other_horizon, "snapshot: it does not say what had been recorded")
            + self.refuse(other_moment, "snapshot: it names another moment")
            + self.refuse(other_seal, "snapshot: it names another seal")
            + "NEW.digest := sha256(convert_to(NEW.document, 'UTF8')); RETURN NEW;"
        )
