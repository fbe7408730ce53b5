from django.urls import path

from reports.interfaces.web import rates

urlpatterns = [
    path("rates/", rates.rates_page, name="rates"),
    path("rates.csv", rates.rates_csv, name="rates_csv"),
]
