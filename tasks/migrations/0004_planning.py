"""What the planner cannot know: by what tasks are told apart on a day, there is little of it.

The steps of tasks are all different, so it expects as many groups as tasks from a count by what
they say on one day, and lets one process do all the counting. Told otherwise it counts in parallel:
the nightly recount of a million tasks takes three quarters of the time. Nothing else asks for these
columns by their values.
"""

from django.db import migrations

TABLES = ("tasks_task", "tasks_taskevent")
STEPS = ("phases", "deadlines", "leads", "gap_steps")
DAYS = ("phase_from", "deadline_from", "lead_from", "gap_from")


def _alter(what: str) -> str:
    columns = ", ".join(f"ALTER COLUMN {name} {what}" for name in (*STEPS, *DAYS))
    return " ".join(f"ALTER TABLE {table} {columns};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_calendar")]
    operations = [migrations.RunSQL(_alter("SET (n_distinct = 2)"), _alter("RESET (n_distinct)"))]
