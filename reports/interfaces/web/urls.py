from django.urls import path

from reports.interfaces.web import (
    exports,
    jobs,
    late,
    measures,
    meeting_changes,
    meetings,
    packs,
    rates,
    trend,
    work,
)

urlpatterns = [
    path("rates/", rates.rates_page, name="rates"),
    path("rates/late/", late.late_page, name="late_recording"),
    path("rates/measures/", measures.measures_page, name="measures"),
    path("rates/work/", work.work_page, name="work"),
    path("rates/work/list/", work.work_list, name="work_list"),
    path("exports/<slug:name>.csv", exports.export_csv, name="export_csv"),
    path("exports/<slug:name>.xlsx", exports.export_xlsx, name="export_xlsx"),
    path("jobs/", jobs.job_list, name="job_list"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job_file"),
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/freeze/", meetings.meeting_freeze, name="meeting_freeze"),
    path("meetings/<int:pk>/verify/", meetings.meeting_verify, name="meeting_verify"),
    path("meetings/<int:pk>/document/", meetings.meeting_document, name="meeting_document"),
    path("meetings/<int:pk>/changes/", meeting_changes.meeting_changes, name="meeting_changes"),
    path("meetings/<int:pk>/pack/", packs.meeting_pack, name="meeting_pack"),
    path("meetings/<int:pk>/conclude/", meetings.meeting_conclude, name="meeting_conclude"),
    path("rates/trend.svg", trend.trend_image, name="rates_trend"),
]
