"""How Vietnamese words, numbers within them and names of people are put in order."""

from django.db import migrations

# Keys are compared byte by byte (COLLATE "C"). Marks that make another letter follow the letter and
# come after "z"; tones follow the word and come before any letter; numbers are as long as each other.
SORTED = r"""
CREATE FUNCTION tracker_sorted(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(
        CASE WHEN part ~ '^[0-9]' THEN lpad(part, greatest(length(part), 12), '0')
             ELSE replace(translate(part, U&'\0306\0302\031B\0300\0309\0303\0301\0323', '{|}'),
                          'đ', 'd{')
                  || translate(regexp_replace(part, U&'[^\0300\0309\0303\0301\0323]', '', 'g'),
                               U&'\0300\0309\0303\0301\0323', '!"#$%')
        END, '' ORDER BY place), '')
    FROM regexp_matches(normalize(lower(words), NFD), '[0-9]+|\s+|[^0-9\s]+', 'g')
         WITH ORDINALITY AS found(parts, place),
    LATERAL (SELECT CASE WHEN parts[1] ~ '^\s' THEN ' ' ELSE parts[1] END AS part) AS each
$$;

-- By the given name, which comes last, then by family and middle names. What stands in brackets
-- after a name is no part of it.
CREATE FUNCTION tracker_name_sorted(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT public.tracker_sorted(regexp_replace(
        regexp_replace(name, '\s*\(.*$|\s+$', ''), '^\s*(.*\s)?(\S+)$', '\2 \1'))
$$;
"""
DROP_SORTED = "DROP FUNCTION tracker_name_sorted(text); DROP FUNCTION tracker_sorted(text);"


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_database")]
    # The tables of the first app already use these functions, and those before.
    run_before = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(SORTED, DROP_SORTED)]
