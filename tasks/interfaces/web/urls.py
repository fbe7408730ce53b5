from django.urls import path

from tasks.interfaces.web import home

urlpatterns = [
    path("", home.home, name="home"),
]
