from django.urls import path

from notifications.interfaces.api import delivery, ladders, notices, settings

urlpatterns = [
    path("me/settings/", settings.MySettings.as_view(), name="api_my_settings"),
    path("notices/", notices.Notices.as_view(), name="api_notices"),
    path("notices/unread/", notices.Unread.as_view(), name="api_notices_unread"),
    path("notices/read-all/", notices.ReadAll.as_view(), name="api_notices_read_all"),
    path("notices/<int:pk>/read/", notices.ReadOne.as_view(), name="api_notice_read"),
    path("notices/messages/<int:pk>/", notices.MessageView.as_view(), name="api_notice_message"),
    path("ladders/", ladders.Ladders.as_view(), name="api_ladders"),
    path("ladders/<int:pk>/", ladders.LadderRungs.as_view(), name="api_ladder"),
    path("ladders/<int:pk>/preview/", ladders.LadderPreview.as_view(), name="api_ladder_preview"),
    path("ladders/<int:pk>/changes/", ladders.LadderChanges.as_view(), name="api_ladder_changes"),
    path(
        "ladders/<int:pk>/changes/preview/",
        ladders.LadderChangePreview.as_view(),
        name="api_ladder_change_preview",
    ),
    path("delivery/", delivery.Delivery.as_view(), name="api_delivery"),
    path("delivery/held/", delivery.HeldMails.as_view(), name="api_held"),
    path("delivery/storms/", delivery.Storms.as_view(), name="api_storms"),
    path("delivery/storms/<int:pk>/allow/", delivery.AllowStorm.as_view(), name="api_storm_allow"),
    path(
        "delivery/storms/<int:pk>/refuse/",
        delivery.RefuseStorm.as_view(),
        name="api_storm_refuse",
    ),
    path("delivery/suppressed/", delivery.Suppressed.as_view(), name="api_suppressed"),
    path(
        "delivery/suppressed/<int:pk>/lift/",
        delivery.LiftSuppression.as_view(),
        name="api_suppression_lift",
    ),
]
