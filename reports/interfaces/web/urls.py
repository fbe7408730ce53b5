from django.urls import path

from reports.interfaces.web import exports, jobs, late, rates

urlpatterns = [
    path("rates/", rates.rates_page, name="rates"),
    path("rates/late/", late.late_page, name="late_recording"),
    path("exports/<slug:name>.csv", exports.export_csv, name="export_csv"),
    path("exports/<slug:name>.xlsx", exports.export_xlsx, name="export_xlsx"),
    path("jobs/", jobs.job_list, name="job_list"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job_file"),
    path("rates.csv", rates.rates_csv, name="rates_csv"),
]
