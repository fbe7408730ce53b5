from django.urls import path

from tasks.interfaces.api.views import (
    acts,
    changing,
    clarity,
    evidence,
    extensions,
    instruments,
    mergers,
    obstacles,
    occurrences,
    parts,
    placing,
    retheming,
    reviews,
    superseding,
    tasks,
    workdays,
)

ACTS: dict[str, type[acts.ActView]] = {
    "assign": acts.Assign,
    "progress": acts.Progress,
    "submit": acts.Submit,
    "accept": acts.Accept,
    "return": acts.Return,
    "ask-extension": acts.AskExtension,
    "decide-extension": acts.DecideExtension,
    "withdraw": acts.Withdraw,
    "suspend": acts.Suspend,
    "resume": acts.Resume,
    "end": acts.End,
    "revoke": acts.Revoke,
    "raise": obstacles.Raise,
    "reassign": changing.Reassign,
    "split": changing.Split,
    "merge": changing.Merge,
    "discard": changing.Discard,
    "hand-down": parts.HandDown,
    "part-progress": parts.PartProgress,
    "part-done": parts.PartDone,
    "part-return": parts.PartReturn,
}

urlpatterns = [
    path("clarity/", clarity.Unclear.as_view(), name="api_clarity"),
    path("clarity/scores/", clarity.Scores.as_view(), name="api_clarity_scores"),
    path("clauses/<int:pk>/", instruments.OneClause.as_view(), name="api_clause"),
    path("clauses/<int:pk>/theme/", retheming.ClauseTheme.as_view(), name="api_clause_theme"),
    path("extensions/", extensions.Extensions.as_view(), name="api_extensions"),
    path("instruments/", instruments.Instruments.as_view(), name="api_instruments"),
    path("instruments/<int:pk>/", instruments.OneInstrument.as_view(), name="api_instrument"),
    path("instruments/<int:pk>/clauses/", instruments.Clauses.as_view(), name="api_clauses"),
    path("instruments/<int:pk>/supersede/", superseding.Supersede.as_view(), name="api_supersede"),
    path("mergers/", mergers.Mergers.as_view(), name="api_mergers"),
    path("mergers/<int:pk>/call-off/", mergers.CallOffMerger.as_view(), name="api_merger_call_off"),
    path("mergers/preview/", mergers.MergerPreview.as_view(), name="api_merger_preview"),
    path("obstacles/", obstacles.Obstacles.as_view(), name="api_obstacles"),
    path("obstacles/<int:pk>/answer/", obstacles.Answer.as_view(), name="api_obstacle_answer"),
    path("placements/", placing.Placements.as_view(), name="api_placements"),
    path("programmes/", instruments.Programmes.as_view(), name="api_programmes"),
    path("reviews/", reviews.Reviews.as_view(), name="api_reviews"),
    path("occurrences/", occurrences.Occurrences.as_view(), name="api_occurrences"),
    path(
        "occurrences/<int:pk>/report/", occurrences.Report.as_view(), name="api_occurrence_report"
    ),
    path("day-decisions/", workdays.DayDecisions.as_view(), name="api_day_decisions"),
    path(
        "day-decisions/preview/",
        workdays.DayDecisionPreview.as_view(),
        name="api_day_decision_preview",
    ),
    path("working-days/", workdays.WorkingDays.as_view(), name="api_working_days"),
    path(
        "working-days/explained/",
        workdays.WorkdaysExplained.as_view(),
        name="api_workdays_explained",
    ),
    path("themes/", instruments.Themes.as_view(), name="api_themes"),
    path("tasks/", tasks.ListOfTasks.as_view(), name="api_tasks"),
    path("tasks/<int:pk>/", tasks.OneTask.as_view(), name="api_task"),
    path("tasks/<int:pk>/as-of/", tasks.TaskAsOf.as_view(), name="api_task_as_of"),
    path(
        "tasks/<int:pk>/evidence/<int:evidence_pk>/",
        evidence.EvidenceFile.as_view(),
        name="api_evidence",
    ),
    path("tasks/<int:pk>/history/", tasks.History.as_view(), name="api_task_history"),
    *(
        path(f"tasks/<int:pk>/{word}/", view.as_view(), name=f"api_task_{word}")
        for word, view in ACTS.items()
    ),
]
