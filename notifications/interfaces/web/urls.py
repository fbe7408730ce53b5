from django.urls import path

from notifications.interfaces.web import (
    administration,
    delivery,
    ladder_change,
    ladders,
    mine,
    settings,
    unsubscribe,
    views,
)

urlpatterns = [
    path("administration/", administration.administration, name="administration"),
    path("me/", settings.my_settings, name="my_settings"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("notices/", views.notices, name="notices"),
    path("notices/mine/", mine.my_notices, name="my_notices"),
    path("notices/unread/", mine.unread, name="notices_unread"),
    path("notices/read/", mine.notices_read, name="notices_read"),
    path("notices/<int:pk>/read/", mine.notice_read, name="notice_read"),
    path("notices/messages/<int:pk>/", views.message, name="notice_message"),
    path("notices/messages/<int:pk>/html/", views.message_html, name="notice_message_html"),
    path("ladders/", ladders.ladders, name="ladders"),
    path("ladders/<int:pk>/", ladders.ladder, name="ladder"),
    path("ladders/<int:pk>/preview/", ladders.ladder_preview, name="ladder_preview"),
    path("ladders/<int:pk>/change/", ladder_change.ladder_change, name="ladder_change"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/storms/<int:pk>/allow/", delivery.storm_allow, name="storm_allow"),
    path("delivery/storms/<int:pk>/refuse/", delivery.storm_refuse, name="storm_refuse"),
    path("delivery/suppressed/<int:pk>/lift/", delivery.suppression_lift, name="suppression_lift"),
]
