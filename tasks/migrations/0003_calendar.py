"""The calendar as the law has it, and the functions that count in it.

The days are laid out once: what the law is known to say later comes in by a decision, so that no
computed date changes unseen.
"""

from typing import Any

from django.db import migrations

from tasks.models.workdays import FIRST_DAY, LAST_DAY
from tracker.lib.workdays import by_rule

# As `tracker.lib.workdays.Calendar` counts. NULL where the calendar has no such day.
COUNT = """
CREATE FUNCTION workdays_between(start date, until date) RETURNS integer
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT greatest(ended.ordinal - began.ordinal, 0)
    FROM public.tasks_workday began, public.tasks_workday ended
    WHERE began.day = start AND ended.day = until
$$;

CREATE FUNCTION workday_add(start date, days integer) RETURNS date
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN days = 0 THEN start ELSE (
        SELECT reached.day
        FROM public.tasks_workday began JOIN public.tasks_workday reached
          ON reached.is_workday AND reached.ordinal = began.ordinal + days
             + CASE WHEN days < 0 AND NOT began.is_workday THEN 1 ELSE 0 END
        WHERE began.day = start
    ) END
$$;
"""
DROP = "DROP FUNCTION workday_add(date, integer); DROP FUNCTION workdays_between(date, date);"


def lay_out(apps: Any, editor: Any) -> None:
    workday = apps.get_model("tasks", "Workday")
    rows, ordinal = [], 0
    for ruled in by_rule(FIRST_DAY, LAST_DAY):
        ordinal += ruled.is_workday
        rows.append(
            workday(
                day=ruled.day,
                by_law=ruled.is_workday,
                is_workday=ruled.is_workday,
                ordinal=ordinal,
                holiday=ruled.holiday,
                holiday_en=ruled.holiday_en,
            )
        )
    workday.objects.using(editor.connection.alias).bulk_create(rows, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_seal")]
    operations = [
        migrations.RunSQL(COUNT, DROP),
        migrations.RunPython(lay_out, migrations.RunPython.noop),
    ]
