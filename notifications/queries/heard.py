"""Whether somebody has heard of an occasion already: for planning, checking and previewing."""

# Of a later rung as well as of this one: nobody is told of an earlier one than they heard of.
AS_LATE = "heard.due_day >= due.due_day"


def heard(which: str) -> str:
    """SQL that finds rows where the recipient of a row of `due` heard of it; `which` says of what.

    What was cancelled nobody has heard of.
    """
    return f"""
        SELECT FROM notifications_notice heard
        WHERE (heard.task_id, heard.about, heard.recipient_id)
            = (due.task_id, due.about, due.recipient_id)
          AND {which} AND heard.state <> 'cancelled'
    """
