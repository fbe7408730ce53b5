"""Query parameters: declared as the fields of a serializer, and refused when unknown."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from tracker.lib.api.paging import MAX_PAGE


class Query(serializers.Serializer[Any]):
    """The parameters of one list.

    A parameter that is misspelt, or given twice, is an error of its own name: ignoring it would
    answer another question than the one that was asked.
    """

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given: QueryDict = self.context["given"]
        faults = {name: _unknown() for name in given if name not in self.fields}
        faults |= {
            name: _repeated()
            for name in given
            if name in self.fields and len(given.getlist(name)) > 1
        }
        if faults:
            raise serializers.ValidationError(faults)
        return attrs


class PagedQuery(Query):
    """The parameters of a list that comes in pages."""

    cursor = serializers.CharField(
        required=False, help_text="Where to go on; taken from `next` or `previous`."
    )
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)


def asked(query: type[Query], request: Request) -> dict[str, Any]:
    """The validated parameters of `request`, without those of paging.

    Raises rest_framework.exceptions.ValidationError.
    """
    return read(query, request.query_params)


def read(query: type[Query], given: QueryDict) -> dict[str, Any]:
    """The same, of an address that was kept."""
    # As a plain dict: from a QueryDict, an empty value would count as none at all.
    serializer = query(data=given.dict(), context={"given": given})
    serializer.is_valid(raise_exception=True)
    paging = PagedQuery().fields
    return {name: value for name, value in serializer.validated_data.items() if name not in paging}


def _unknown() -> serializers.ErrorDetail:
    return serializers.ErrorDetail(_("There is no such parameter."), code="unknown_parameter")


def _repeated() -> serializers.ErrorDetail:
    return serializers.ErrorDetail(_("Give this parameter once."), code="repeated_parameter")
