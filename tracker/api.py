"""Every address of the API, its schema and its documentation."""

from functools import cache
from typing import Any, NoReturn

from django.http import HttpResponse
from django.urls import include, path, re_path
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
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


class Schema(SpectacularAPIView):
    """The same for every reader: written once in each language and format, as it takes seconds."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        renderer = request.accepted_renderer
        written = _written(get_language(), renderer.format)
        answer = HttpResponse(written, content_type=f"{renderer.media_type}; charset=utf-8")
        answer.headers["Content-Disposition"] = f'inline; filename="Tracker.{renderer.format}"'
        return answer


RENDERERS: dict[str, Any] = {each.format: each for each in Schema.renderer_classes}


@cache
def _written(language: str, how: str) -> Any:
    return RENDERERS[how]().render(_schema(language))


@cache
def _schema(_language: str) -> Any:
    generator: Any = SchemaGenerator
    return generator().get_schema(public=True)


urlpatterns = [
    path("v1/", include("accounts.interfaces.api.urls")),
    path("v1/", include("tasks.interfaces.api.urls")),
    path("v1/", include("reports.interfaces.api.urls")),
    path("v1/", include("notifications.interfaces.api.urls")),
    path("schema/", Schema.as_view(), name="api_schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api_schema", template_name="tracker/api_docs.html"
        ),
        name="api_docs",
    ),
    re_path(r"^.*/$", Nothing.as_view(), name="api_nothing"),
]
