"""The seal of a day covers the dated changes too: of places in the tree, and of themes."""

import importlib

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tracker.lib.triggers

BEFORE = importlib.import_module("tasks.migrations.0002_seal").SEAL
LAST = "    snapshot pg_snapshot;\n"
NUMBER = "    new.number := coalesce(last.number, 0) + 1;\n"
CONTENT = "        'content', encode(content, 'hex'),\n"
DECLARED = """\
    covered text;
    part jsonb;
    others jsonb := '{}';
"""
ROWS = """\
    FOREACH covered IN ARRAY ARRAY['accounts_placement', 'tasks_retheming'] LOOP
        SELECT coalesce(range_agg(range), '{}') INTO sealed
        FROM tasks_seal,
            unnest((payload::jsonb #>> ARRAY['rows', covered, 'ids'])::int8multirange) AS range;
        EXECUTE format(
            $of_table$ SELECT jsonb_build_object(
                'ids', coalesce(range_agg(int8range(id, id, '[]')), '{}')::text,
                'count', count(*),
                'content', encode(
                    sha256(coalesce(string_agg(digest, '' ORDER BY id), '')), 'hex'
                )
            ) FROM %I WHERE NOT $1 @> id $of_table$, covered
        ) INTO part USING sealed;
        others := others || jsonb_build_object(covered, part);
    END LOOP;
"""
SEAL = (
    BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace(LAST, LAST + DECLARED)
    .replace(NUMBER, ROWS + NUMBER)
    .replace(CONTENT, CONTENT + "        'rows', others,\n")
    .replace("'v', 1,", "'v', 2,")
)


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0004_planning"),
        ("accounts", "0002_sealed_moves"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="retheming",
            name="retheming_moves",
        ),
        migrations.AddField(
            model_name="retheming",
            name="digest",
            field=models.BinaryField(default=b"", verbose_name="digest"),
        ),
        migrations.AddField(
            model_name="retheming",
            name="payload",
            field=models.TextField(default="", editable=False, verbose_name="sealed text"),
        ),
        migrations.AddField(
            model_name="retheming",
            name="xid",
            field=models.BigIntegerField(default=0, editable=False, verbose_name="transaction"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retheming",
            trigger=pgtrigger.compiler.Trigger(
                name="retheming_moves",
                sql=tracker.lib.triggers.GuardSql(
                    func="\n            SELECT theme_id INTO NEW.was_theme_id\n            FROM tasks_clause WHERE id = NEW.clause_id FOR NO KEY UPDATE;\n            NEW.recorded_at := tracker_now();\n            \n            IF NEW.from_day > tracker_today() THEN\n                RAISE EXCEPTION 'tasks_retheming: it lies in the future'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'retheming_moves';\n            END IF;\n        \n            IF EXISTS (\n                SELECT FROM tasks_retheming\n                WHERE clause_id = NEW.clause_id AND (from_day > NEW.from_day OR id > NEW.id)\n            ) THEN\n                RAISE EXCEPTION 'tasks_retheming: it lies before the last change'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'retheming_moves';\n            END IF;\n        \n            IF (NEW.was_theme_id) IS NOT DISTINCT FROM (NEW.theme_id) THEN\n                RAISE EXCEPTION 'tasks_retheming: nothing changes'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'retheming_moves';\n            END IF;\n        \n            NEW.xid := pg_current_xact_id()::text::bigint;\n            NEW.payload := (SELECT row_to_json(facts)::text FROM (SELECT NEW.by_id AS by_id, NEW.clause_id AS clause_id, NEW.from_day AS from_day, NEW.id AS id, NEW.reason AS reason, to_char(NEW.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') AS recorded_at, NEW.theme_id AS theme_id, 1 AS v, NEW.was_theme_id AS was_theme_id, NEW.xid AS xid) AS facts);\n            NEW.digest := sha256(convert_to(NEW.payload, 'UTF8'));\n            RETURN NEW;\n            ",
                    hash="c982baa6241e28234ad7e69ff3a159288c94ad53",
                    operation="INSERT",
                    pgid="pgtrigger_retheming_moves_f1004",
                    table="tasks_retheming",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SEAL, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
    ]
