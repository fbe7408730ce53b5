"""The function that seals a day, its events and the dated changes beside them; the application
may call it, and write no seal itself."""

from django.db import migrations

SEAL = """
CREATE FUNCTION tracker_seal() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last tasks_seal;
    new tasks_seal;
    sealed int8multirange;
    content bytea;
    snapshot pg_snapshot;
    covered text;
    part jsonb;
    others jsonb := '{}';
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a seal has to see all that is committed'
            USING ERRCODE = 'check_violation';
    END IF;
    -- One after the other, and each sees the seal before it.
    LOCK TABLE tasks_seal IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO last FROM tasks_seal ORDER BY number DESC LIMIT 1;
    -- Read before the events are: what was recorded earlier is seen now, or its transaction is
    -- among those that the snapshot names as still open.
    new.sealed_at := tracker_now();
    new.day := (new.sealed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
    IF last.day >= new.day THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(range_agg(range), '{}') INTO sealed
    FROM tasks_seal, unnest(events::int8multirange) AS range;
    SELECT count(*), coalesce(range_agg(int8range(event.id, event.id, '[]')), '{}')::text,
        sha256(coalesce(string_agg(event.digest, '' ORDER BY event.id), '')), pg_current_snapshot()
    INTO new.count, new.events, content, snapshot
    FROM unnest(int8multirange(int8range(0, NULL)) - sealed) AS gap
    JOIN tasks_taskevent AS event
        ON event.id >= lower(gap) AND event.id < coalesce(upper(gap), 9223372036854775807);
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
    new.number := coalesce(last.number, 0) + 1;
    new.payload := jsonb_build_object(
        'v', 2,
        'number', new.number,
        'sealed_at', to_char(new.sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'events', new.events,
        'count', new.count,
        'content', encode(content, 'hex'),
        'rows', others,
        'snapshot', snapshot::text,
        'previous', encode(last.digest, 'hex')
    )::text;
    new.digest := sha256(convert_to(new.payload, 'UTF8'));
    INSERT INTO tasks_seal (number, sealed_at, day, events, count, payload, digest)
    VALUES (new.number, new.sealed_at, new.day, new.events, new.count, new.payload, new.digest);
    RETURN new.number;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]
    operations = [migrations.RunSQL(SEAL, "DROP FUNCTION tracker_seal()")]
