from django.urls import path

from notifications.interfaces.web import delivery, views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/storms/<int:pk>/allow/", delivery.storm_allow, name="storm_allow"),
    path("delivery/suppressed/<int:pk>/lift/", delivery.suppression_lift, name="suppression_lift"),
]
