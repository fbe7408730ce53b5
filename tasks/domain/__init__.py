"""One function for each use case. Views, API, importers, seeds and jobs call these; nothing else
writes."""

from tasks.domain.assigning import assign
from tasks.domain.drafting import draft_group, draft_task, edit_task
from tasks.domain.extending import ask_extension, decide_extension
from tasks.domain.instruments import add_clause, enter_instrument
from tasks.domain.joining import Part
from tasks.domain.reporting import report_progress
from tasks.domain.stopping import end, resume, suspend, withdraw
from tasks.domain.submitting import submit
from tasks.domain.verifying import accept, revoke_acceptance, send_back

__all__ = [
    "Part",
    "accept",
    "add_clause",
    "ask_extension",
    "assign",
    "decide_extension",
    "draft_group",
    "draft_task",
    "edit_task",
    "end",
    "enter_instrument",
    "report_progress",
    "resume",
    "revoke_acceptance",
    "send_back",
    "submit",
    "suspend",
    "withdraw",
]
