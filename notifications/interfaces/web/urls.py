from django.urls import path

from notifications.interfaces.web import views

urlpatterns = [path("notices/", views.notices, name="notices")]
