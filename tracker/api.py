"""Every address of the API, its schema and its documentation."""

from typing import Any, NoReturn

from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


@extend_schema(exclude=True)
class Nothing(APIView):
    """An address that does not exist answers in the same envelope as everything else."""

    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        super().initial(request, *args, **kwargs)
        raise NotFound


urlpatterns = [
    path("v1/", include("accounts.interfaces.api.urls")),
    path("v1/", include("tasks.interfaces.api.urls")),
    path("v1/", include("reports.interfaces.api.urls")),
    path("v1/", include("notifications.interfaces.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api_schema", template_name="tracker/api_docs.html"
        ),
        name="api_docs",
    ),
    re_path(r"^.*/$", Nothing.as_view(), name="api_nothing"),
]
