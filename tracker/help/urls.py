"""Addresses of the help."""

from django.urls import path

from tracker.help.views import help_for, help_home

urlpatterns = [
    path("help/", help_home, name="help"),
    path("help/<slug:role>/", help_for, name="help_for"),
]
