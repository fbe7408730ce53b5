from django.urls import path

from reports.interfaces.web import late, rates

urlpatterns = [
    path("rates/", rates.rates_page, name="rates"),
    path("rates/late/", late.late_page, name="late_recording"),
    path("rates.csv", rates.rates_csv, name="rates_csv"),
]
