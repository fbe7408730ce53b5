from django.urls import path

from accounts.interfaces.web import appearance, deputies, forgotten, views
from accounts.interfaces.web.organisations import acts as organisation_acts
from accounts.interfaces.web.organisations import listing as organisation_listing
from accounts.interfaces.web.people import acts, listing, person, roles

PEOPLE = "administration/people/"
ORGANISATIONS = "administration/organisations/"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("admin/login/", views.admin_sign_in, name="admin_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/password/", views.ChangePassword.as_view(), name="password_change"),
    path("password/", forgotten.forgotten, name="password_forgotten"),
    path(
        "password/<str:uidb64>/<str:token>/", forgotten.SetPassword.as_view(), name="password_set"
    ),
    path(PEOPLE, listing.people, name="people"),
    path(f"{PEOPLE}new/", acts.person_new, name="person_new"),
    path(f"{PEOPLE}<int:pk>/", person.person, name="person"),
    path(f"{PEOPLE}<int:pk>/change/", acts.person_change, name="person_change"),
    path(f"{PEOPLE}<int:pk>/block/", acts.person_block, name="person_block"),
    path(f"{PEOPLE}<int:pk>/unblock/", acts.person_unblock, name="person_unblock"),
    path(f"{PEOPLE}<int:pk>/link/", acts.person_link, name="person_link"),
    path(f"{PEOPLE}<int:pk>/roles/new/", roles.role_new, name="role_new"),
    path(f"{PEOPLE}roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path(f"{PEOPLE}tokens/<int:pk>/revoke/", acts.token_revoke, name="token_revoke"),
    path(ORGANISATIONS, organisation_listing.organisations, name="organisations_kept"),
    path(f"{ORGANISATIONS}new/", organisation_acts.organisation_new, name="organisation_new"),
    path(
        f"{ORGANISATIONS}<str:code>/rename/",
        organisation_acts.organisation_rename,
        name="organisation_rename",
    ),
    path("deputies/", deputies.deputies, name="deputies"),
    path("deputies/<int:pk>/end/", deputies.deputy_end, name="deputy_end"),
    path("language/", views.set_language, name="set_language"),
    path("appearance/", appearance.set_appearance, name="set_appearance"),
]
