"""What the database itself does to tasks: it writes their history and guards their past."""

from typing import Any

import pgtrigger

from tasks.models.state import TaskState
from tracker.lib.triggers import Guard


class KeepsItsPast(Guard):
    """A task starts as a draft, its past is only ever added to, and no act lies in the future.

    The one step that may change its name is the last: what was submitted on a day and is later
    accepted was completed on that day. An update that does not count the revision up did not come
    through the domain; it is let in, but recorded as attributed to nobody.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update
    declare = [("past", "integer := 0"), ("rest", "integer := 0")]

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.act_on > tracker_today()
               OR NEW.phase_from[cardinality(NEW.phase_from)] > tracker_today()
               OR NEW.deadline_from[cardinality(NEW.deadline_from)] > tracker_today() THEN
                RAISE EXCEPTION 'task %: nothing can happen in the future', NEW.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'task_not_in_the_future';
            END IF;
            IF TG_OP = 'INSERT' THEN
                IF NEW.status <> 'draft' THEN
                    RAISE EXCEPTION 'task %: a task starts as a draft', NEW.code
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'task_starts_as_draft';
                END IF;
                NEW.revision := 1;
                RETURN NEW;
            END IF;
            IF NEW.revision <> OLD.revision + 1 THEN
                NEW.revision := OLD.revision + 1;
                NEW.act := 'unattributed';
                NEW.act_on := tracker_today();
                NEW.act_by_id := NULL;
                NEW.act_note := '';
                NEW.act_detail := '{}';
            END IF;
            IF OLD.status = 'draft' THEN
                RETURN NEW;
            END IF;
            past := cardinality(OLD.phases);
            rest := cardinality(OLD.deadlines);
            IF NEW.phases[:past - 1] <> OLD.phases[:past - 1]
               OR NEW.phase_from[:past] <> OLD.phase_from
               OR (NEW.phases[past] <> OLD.phases[past]
                   AND (OLD.phases[past], NEW.phases[past]) <> ('submitted', 'completed'))
               OR NEW.deadlines[:rest] <> OLD.deadlines
               OR NEW.deadline_from[:rest] <> OLD.deadline_from
               OR NEW.is_group <> OLD.is_group THEN
                RAISE EXCEPTION 'task %: its past is only ever added to', NEW.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'task_past_is_kept';
            END IF;
            RETURN NEW;
        """


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
