"""Sending a page's form the way a browser does: with everything it shows, changed where wanted."""

from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.test import Client


def send(browser: Client, path: str, **changed: Any) -> Any:
    """Open the page, fill in `changed` and send it; the response."""
    return browser.post(path, shown(browser, path) | changed)


def shown(browser: Client, path: str) -> dict[str, str]:
    """What the form at `path` holds when it is opened."""
    page = browser.get(path)
    assert page.status_code == 200, page
    fields: dict[str, str] = {}
    shown = page.context.get("form")
    for form in (shown, page.context.get("rows"), getattr(shown, "rows", None)):
        if isinstance(form, BaseFormSet):
            fields |= _fields(form.management_form)
            for row in form.forms:
                fields |= _fields(row)
        elif isinstance(form, BaseForm):
            fields |= _fields(form)
    return fields


def _fields(form: BaseForm) -> dict[str, str]:
    values = {bound.html_name: bound.value() for bound in form}
    nothing = (None, "", False)
    return {
        name: str(value)
        for name, value in values.items()
        if not any(value is empty for empty in nothing) and value != []
    }


def refusals(response: Any) -> dict[str, list[str]]:
    """Field → what is said at it; "__all__" is on top."""
    assert response.status_code == 422, response
    return dict(response.context["form"].errors)
