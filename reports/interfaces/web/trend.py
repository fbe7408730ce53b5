"""The trend of a question as an image."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.interfaces.charts.draw import kept_svg
from reports.interfaces.charts.specs import trend_chart
from reports.interfaces.web.rates import asked
from reports.queries.rates.trend import trend


@login_required
@require_safe
def trend_image(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied as the page does, and Http404 where there is nothing to draw."""
    _form, report = asked(request)
    spec = trend_chart(trend(report.question)) if report else None
    if spec is None:
        raise Http404
    return HttpResponse(
        kept_svg(spec),
        content_type="image/svg+xml; charset=utf-8",
        headers={"Cache-Control": "private, max-age=60"},
    )
