"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from tracker.health import health
from tracker.icon import icon

urlpatterns = [
    path("health/", health, name="health"),
    path("favicon.ico", icon, name="icon"),
    path("", include("tasks.interfaces.web.urls")),
    path("", include("accounts.interfaces.web.urls")),
    path("", include("reports.interfaces.web.urls")),
    path("", include("notifications.interfaces.web.urls")),
    path("", include("tracker.mailbox.urls")),
    path("", include("tracker.help.urls")),
    path("api/", include("tracker.api")),
    path("admin/", admin.site.urls),
]
