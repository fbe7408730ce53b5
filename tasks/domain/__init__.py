"""One function for each use case. Views, API, importers, seeds and jobs call these; nothing else
writes."""

from tasks.domain.assigning import assign
from tasks.domain.assigning_many import HandedOut, assign_clear
from tasks.domain.calling_off import call_off_merger
from tasks.domain.clauses import edit_clause, move_clause, remove_clause
from tasks.domain.drafting import draft_group, draft_task, edit_task
from tasks.domain.extending import ask_extension, decide_extension
from tasks.domain.fates import Verdict
from tasks.domain.handing_down import hand_down
from tasks.domain.instruments import NewClause, add_clause, enter_instrument
from tasks.domain.joining import Part
from tasks.domain.merging import plan_merger
from tasks.domain.merging_tasks import merge
from tasks.domain.obstacles import answer_obstacle, raise_obstacle
from tasks.domain.occurring import open_occurrences, report_occurrence
from tasks.domain.organisations import change_organisation
from tasks.domain.parts import finish_part, report_part, return_part
from tasks.domain.passing_on import carry_out_mergers
from tasks.domain.placing import place_organisation
from tasks.domain.proving import HeldFile, evidence_limits, held_file, hold_file
from tasks.domain.reassigning import reassign
from tasks.domain.reporting import report_progress
from tasks.domain.retheming import retheme
from tasks.domain.splitting import PartOfTask, split
from tasks.domain.stopping import discard, end, resume, suspend, withdraw
from tasks.domain.submitting import submit
from tasks.domain.superseding import preview_superseding, supersede
from tasks.domain.verifying import accept, revoke_acceptance, send_back
from tasks.domain.workdays import (
    decide,
    decide_day_off,
    decide_worked_day,
    preview_decision,
    swap_days,
    withdraw_decision,
)
from tasks.queries.mergers import preview_merger

__all__ = [
    "HandedOut",
    "HeldFile",
    "NewClause",
    "Part",
    "PartOfTask",
    "Verdict",
    "accept",
    "add_clause",
    "answer_obstacle",
    "ask_extension",
    "assign",
    "assign_clear",
    "call_off_merger",
    "carry_out_mergers",
    "change_organisation",
    "decide",
    "decide_day_off",
    "decide_extension",
    "decide_worked_day",
    "discard",
    "draft_group",
    "draft_task",
    "edit_clause",
    "edit_task",
    "end",
    "enter_instrument",
    "evidence_limits",
    "finish_part",
    "hand_down",
    "held_file",
    "hold_file",
    "merge",
    "move_clause",
    "open_occurrences",
    "place_organisation",
    "plan_merger",
    "preview_decision",
    "preview_merger",
    "preview_superseding",
    "raise_obstacle",
    "reassign",
    "remove_clause",
    "report_occurrence",
    "report_part",
    "report_progress",
    "resume",
    "retheme",
    "return_part",
    "revoke_acceptance",
    "send_back",
    "split",
    "submit",
    "supersede",
    "suspend",
    "swap_days",
    "withdraw",
    "withdraw_decision",
]
