from django.urls import path

import accounts.interfaces.api.schema  # noqa: F401 (importing registers it)
from accounts.interfaces.api import deputies, views

urlpatterns = [
    path("me/", views.Me.as_view(), name="api_me"),
    path("organisations/", views.Organisations.as_view(), name="api_organisations"),
    path("organisations/<int:pk>/", views.OneOrganisation.as_view(), name="api_organisation"),
    path("deputies/", deputies.Deputies.as_view(), name="api_deputies"),
    path("deputies/<int:pk>/end/", deputies.EndDeputy.as_view(), name="api_deputy_end"),
]
