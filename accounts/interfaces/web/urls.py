from django.urls import path

from accounts.interfaces.web import appearance, deputies, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("admin/login/", views.admin_sign_in, name="admin_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/password/", views.ChangePassword.as_view(), name="password_change"),
    path("deputies/", deputies.deputies, name="deputies"),
    path("deputies/<int:pk>/end/", deputies.deputy_end, name="deputy_end"),
    path("language/", views.set_language, name="set_language"),
    path("appearance/", appearance.set_appearance, name="set_appearance"),
]
