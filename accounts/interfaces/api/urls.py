from django.urls import path

import accounts.interfaces.api.schema  # noqa: F401 (importing registers it)
from accounts.interfaces.api import deputies, people, views

urlpatterns = [
    path("me/", views.Me.as_view(), name="api_me"),
    path("organisations/", views.Organisations.as_view(), name="api_organisations"),
    path("organisations/<int:pk>/", views.OneOrganisation.as_view(), name="api_organisation"),
    path("people/", people.People.as_view(), name="api_people"),
    path("people/<int:pk>/", people.Somebody.as_view(), name="api_person"),
    path("people/<int:pk>/block/", people.Block.as_view(), name="api_person_block"),
    path("people/<int:pk>/unblock/", people.Unblock.as_view(), name="api_person_unblock"),
    path("people/<int:pk>/link/", people.SendLink.as_view(), name="api_person_link"),
    path("people/<int:pk>/roles/", people.Roles.as_view(), name="api_person_roles"),
    path("people/roles/<int:pk>/end/", people.EndRole.as_view(), name="api_role_end"),
    path("deputies/", deputies.Deputies.as_view(), name="api_deputies"),
    path("deputies/<int:pk>/end/", deputies.EndDeputy.as_view(), name="api_deputy_end"),
]
