"""Triggers that nobody can switch off from a session, declared beside the models they guard.

django-pgtrigger keeps them in migrations. Its own template lets any role skip a trigger with
`SET pgtrigger.ignore`; a history that an application can skip is none, so ours leaves that hook
out, runs as the owner (SECURITY DEFINER) and fixes its search_path.
"""

from typing import Any

import pgtrigger
from pgtrigger import compiler


class GuardSql(compiler.UpsertTriggerSql):
    """Version 1 of the template. Migrations refer to it: add a class rather than edit it."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER
            LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, public, pg_temp AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$;
            -- Or anybody could hang it on a table of their own and let it write what they like.
            REVOKE EXECUTE ON FUNCTION {pgid}() FROM PUBLIC;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Guard(pgtrigger.Trigger):
    """A trigger without an ignore hook, run with its owner's rights."""

    def compile(self, model: Any) -> compiler.Trigger:
        return compiler.Trigger(
            name=self.name or "",
            sql=GuardSql(
                pgid=self.get_pgid(model),
                declare=self.render_declare(model),
                func=self.render_func(model),
                table=model._meta.db_table,
                constraint="CONSTRAINT" if self.timing else "",
                when=self.when,
                operation=self.operation,
                timing=f"DEFERRABLE INITIALLY {self.timing}" if self.timing else "",
                referencing=self.referencing or "",
                level=self.level,
                condition=self.render_condition(model),
                execute=self.render_execute(model),
            ),
        )

    def refuse(self, condition: str, message: str, *values: str) -> str:
        """SQL that raises IntegrityError, under this trigger's name, where `condition` holds.

        Each % in `message` stands for one of the SQL expressions `values`.
        """
        shown = ", ".join((f"'{message}'", *values))
        return f"""
            IF {condition} THEN
                RAISE EXCEPTION {shown}
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
            END IF;
        """


class AppendOnly(Guard):
    """Refuses UPDATE and DELETE, whoever asks.

    TRUNCATE is kept away by grants: a TRUNCATE trigger would break transactional tests.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        return self.refuse("true", f"{model._meta.db_table} is append-only")


class Transitions(Guard):
    """Refuses a change of `field` that is not among `legal` (pairs of old and new value)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, name: str, field: str, legal: frozenset[tuple[str, str]]) -> None:
        self.field, self.legal = field, legal
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        column = model._meta.get_field(self.field).column
        pairs = ", ".join(f"('{old}', '{new}')" for old, new in sorted(self.legal))
        illegal = f"OLD.{column} <> NEW.{column} AND (OLD.{column}, NEW.{column}) NOT IN ({pairs})"
        message = f"{model._meta.db_table}: % cannot become %"
        return self.refuse(illegal, message, f"OLD.{column}", f"NEW.{column}") + "RETURN NEW;"


class Recorded(Guard):
    """Stamps a new row with the database's moment; the day it tells of is not in the future.

    `day` is a column with a Hanoi day; the moment goes to `recorded_at`, whatever was given.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def __init__(self, *, name: str, day: str) -> None:
        self.day = day
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        message = f"{model._meta.db_table}: nothing can happen in the future"
        refused = self.refuse(f"NEW.{self.day} > tracker_today()", message)
        return f"NEW.recorded_at := tracker_now(); {refused} RETURN NEW;"


class DecidedOnce(Guard):
    """What was handed in stays as it was; only the decision on it is added, and stays too.

    The row waits while its `outcome` is 'pending'; `decision` are the columns still free then. One
    that was 'accepted' can still become 'revoked' where `revocation` names columns for that.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(
        self, *, name: str, decision: tuple[str, ...], revocation: tuple[str, ...] = ()
    ) -> None:
        self.decision, self.revocation = decision, revocation
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        legal = f"OLD.outcome = 'pending' AND {_kept(self.decision)}"
        if self.revocation:
            revoked = "OLD.outcome = 'accepted' AND NEW.outcome = 'revoked'"
            legal = f"{legal} OR {revoked} AND {_kept(self.revocation)}"
        message = f"{model._meta.db_table}: only decided once, and else kept"
        return self.refuse(f"NOT ({legal})", message) + "RETURN NEW;"


def _kept(free: tuple[str, ...]) -> str:
    """SQL: nothing but the columns `free` changes."""
    names = f"'{{{','.join(free)}}}'::text[]"
    return f"to_jsonb(NEW) - {names} = to_jsonb(OLD) - {names}"


class Tree(Guard):
    """Keeps `parent_id` a tree: nothing lies below itself."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        table = model._meta.db_table
        above = f"""
            WITH RECURSIVE above(id) AS (
                SELECT NEW.parent_id
                UNION
                SELECT parent_id FROM {table} JOIN above USING (id)
            )
            SELECT FROM above WHERE id = NEW.id
        """  # noqa: S608 - the model's own table
        message = f"{table}: % would lie below itself"
        return self.refuse(f"EXISTS ({above})", message, "NEW.id") + "RETURN NEW;"
