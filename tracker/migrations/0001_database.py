"""Extensions and functions that tables, triggers and queries of every app rely on."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CLOCK = """
CREATE TABLE tracker_clock (
    id smallint PRIMARY KEY CHECK (id = 1),
    lead interval NOT NULL
);
COMMENT ON TABLE tracker_clock IS
    'One row marks a demo database: how far its clock is ahead of (or behind) real time.';

-- VOLATILE, because the clock moves within a transaction: each history row gets its own moment.
CREATE FUNCTION tracker_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT clock_timestamp() + coalesce((SELECT lead FROM public.tracker_clock), interval '0')
$$;

CREATE FUNCTION tracker_today() RETURNS date LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT (public.tracker_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
$$;

CREATE FUNCTION tracker_advance(moment timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Held first: two that move the clock at once must not undo each other.
    PERFORM FROM tracker_clock FOR UPDATE;
    IF moment < tracker_now() THEN
        RAISE EXCEPTION 'a demo clock never moves back' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE tracker_clock SET lead = moment - clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only a demo database has a clock to move'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN moment;
END
$$;
"""

DROP_CLOCK = """
DROP FUNCTION tracker_advance(timestamptz);
DROP FUNCTION tracker_today();
DROP FUNCTION tracker_now();
DROP TABLE tracker_clock;
"""

# unaccent() alone is only STABLE; naming its dictionary makes it safe to call IMMUTABLE.
FOLD = """
CREATE FUNCTION tracker_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC)))
$$;

CREATE FUNCTION tracker_ascending(days date[]) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT days = coalesce((SELECT array_agg(day ORDER BY day) FROM unnest(days) AS day), '{}')
$$;
"""

DROP_FOLD = "DROP FUNCTION tracker_ascending(date[]); DROP FUNCTION tracker_fold(text);"


class Migration(migrations.Migration):
    initial = True
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CLOCK, DROP_CLOCK),
        migrations.RunSQL(FOLD, DROP_FOLD),
    ]
