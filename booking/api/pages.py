"""Lists in pages: how many there are, this page's rows, and the addresses of its neighbours."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from rest_framework import serializers
from rest_framework.utils.urls import replace_query_param

from booking.api.operation import Asked


def pages_of(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page of these."""
    fields = {
        "count": serializers.IntegerField(),
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        "results": shape(many=True),
    }
    return type(f"PageOf{shape.__name__}", (serializers.Serializer,), fields)


def page_of(page: Page[Any], rows: Sequence[Any], asked: Asked) -> Mapping[str, Any]:
    """This page; `rows`: its objects as their shape wants them."""
    here = asked.request.build_absolute_uri()
    after = page.next_page_number() if page.has_next() else None
    before = page.previous_page_number() if page.has_previous() else None
    return {
        "count": page.paginator.count,
        "next": replace_query_param(here, "page", after) if after else None,
        "previous": replace_query_param(here, "page", before) if before else None,
        "results": rows,
    }
