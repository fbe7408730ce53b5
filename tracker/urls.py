"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from tracker.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("", include("tasks.interfaces.web.urls")),
    path("", include("accounts.interfaces.web.urls")),
    path("", include("reports.interfaces.web.urls")),
    path("", include("notifications.interfaces.web.urls")),
    path("", include("tracker.mailbox.urls")),
    path("api/", include("tracker.api")),
    path("admin/", admin.site.urls),
]
