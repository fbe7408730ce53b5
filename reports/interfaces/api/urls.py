from django.urls import path

from reports.interfaces.api.reporting import ReportingRates
from reports.interfaces.api.views import Rates

urlpatterns = [
    path("rates/", Rates.as_view(), name="api_rates"),
    path("rates/reporting/", ReportingRates.as_view(), name="api_reporting_rates"),
]
