from django.urls import path

from reports.interfaces.api.lateness import LateRecording
from reports.interfaces.api.reporting import ReportingRates
from reports.interfaces.api.views import Rates

urlpatterns = [
    path("rates/", Rates.as_view(), name="api_rates"),
    path("rates/late-recording/", LateRecording.as_view(), name="api_late_recording"),
    path("rates/reporting/", ReportingRates.as_view(), name="api_reporting_rates"),
]
