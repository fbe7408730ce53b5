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


class AppendOnly(Guard):
    """Refuses UPDATE and DELETE, whoever asks.

    TRUNCATE is kept away by grants: a TRUNCATE trigger would break transactional tests.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        table = model._meta.db_table
        return f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'check_violation';"


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
        return f"""
            IF OLD.{column} <> NEW.{column}
               AND (OLD.{column}, NEW.{column}) NOT IN ({pairs}) THEN
                RAISE EXCEPTION '{model._meta.db_table}: % cannot become %',
                    OLD.{column}, NEW.{column} USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
