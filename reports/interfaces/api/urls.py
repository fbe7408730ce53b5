from django.urls import path

from reports.interfaces.api.behind import Joined, Reports, WorkLines
from reports.interfaces.api.exports import ExportCsv, Exports, ExportXlsx
from reports.interfaces.api.jobs import JobFile, Jobs, OneJob
from reports.interfaces.api.lateness import LateRecording, LateRecordingFacts
from reports.interfaces.api.meeting_frozen import Changes, Document, Verify
from reports.interfaces.api.meeting_notices import Conclude, Tie, Untie
from reports.interfaces.api.meeting_tasks import MeetingTasks
from reports.interfaces.api.meetings import CallOff, Freeze, Meetings, OneMeeting
from reports.interfaces.api.packs import MeetingPack
from reports.interfaces.api.reporting import ReportingRates
from reports.interfaces.api.views import Rates
from reports.interfaces.api.work import Work

urlpatterns = [
    path("exports/", Exports.as_view(), name="api_exports"),
    path("exports/<slug:name>/csv/", ExportCsv.as_view(), name="api_export_csv"),
    path("exports/<slug:name>/xlsx/", ExportXlsx.as_view(), name="api_export_xlsx"),
    path("jobs/", Jobs.as_view(), name="api_jobs"),
    path("jobs/<int:pk>/", OneJob.as_view(), name="api_job"),
    path("jobs/<int:pk>/file/", JobFile.as_view(), name="api_job_file"),
    path("meetings/", Meetings.as_view(), name="api_meetings"),
    path("meetings/<int:pk>/", OneMeeting.as_view(), name="api_meeting"),
    path("meetings/<int:pk>/freeze/", Freeze.as_view(), name="api_meeting_freeze"),
    path("meetings/<int:pk>/document/", Document.as_view(), name="api_meeting_document"),
    path("meetings/<int:pk>/verify/", Verify.as_view(), name="api_meeting_verify"),
    path("meetings/<int:pk>/changes/", Changes.as_view(), name="api_meeting_changes"),
    path("meetings/<int:pk>/tasks/", MeetingTasks.as_view(), name="api_meeting_tasks"),
    path("meetings/<int:pk>/pack/", MeetingPack.as_view(), name="api_meeting_pack"),
    path("meetings/<int:pk>/call-off/", CallOff.as_view(), name="api_meeting_call_off"),
    path("meetings/<int:pk>/tie/", Tie.as_view(), name="api_meeting_tie"),
    path("meetings/<int:pk>/untie/", Untie.as_view(), name="api_meeting_untie"),
    path("meetings/<int:pk>/conclusion/", Conclude.as_view(), name="api_meeting_conclusion"),
    path("rates/", Rates.as_view(), name="api_rates"),
    path("rates/late-recording/", LateRecording.as_view(), name="api_late_recording"),
    path("rates/late-recording/list/", LateRecordingFacts.as_view(), name="api_late_facts"),
    path("rates/work/", Work.as_view(), name="api_work"),
    path("rates/work/list/", WorkLines.as_view(), name="api_work_list"),
    path("rates/joined/", Joined.as_view(), name="api_joined"),
    path("rates/reports/", Reports.as_view(), name="api_reports"),
    path("rates/reporting/", ReportingRates.as_view(), name="api_reporting_rates"),
]
