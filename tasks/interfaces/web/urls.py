from django.urls import path

from tasks.interfaces.web import (
    acts,
    clarity,
    drafting,
    evidence,
    extensions,
    home,
    instruments,
    listing,
    mergers,
    obstacles,
    review,
    task,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("tasks/", listing.task_list, name="task_list"),
    path("tasks/drafts/", drafting.drafts, name="draft_list"),
    path("tasks/<int:pk>/", task.task, name="task"),
    path("tasks/<int:pk>/edit/", drafting.edit, name="task_edit"),
    path("tasks/<int:pk>/evidence/<int:evidence_pk>/", evidence.evidence, name="evidence"),
    path("tasks/<int:pk>/<slug:slug>/", acts.task_act, name="task_act"),
    path("obstacles/", obstacles.obstacle_list, name="obstacle_list"),
    path("obstacles/<int:pk>/", obstacles.obstacle_answer, name="obstacle_answer"),
    path("clarity/", clarity.unclear, name="clarity"),
    path("mergers/", mergers.mergers, name="mergers"),
    path("mergers/new/", mergers.merger_new, name="merger_new"),
    path("review/", review.review, name="review"),
    path("extensions/", extensions.extension_list, name="extension_list"),
    path("instruments/", instruments.instrument_list, name="instrument_list"),
    path("instruments/new/", instruments.instrument_new, name="instrument_new"),
    path("instruments/<int:pk>/", instruments.instrument, name="instrument"),
    path("clauses/<int:clause_pk>/draft/", drafting.draft, name="task_draft"),
]
