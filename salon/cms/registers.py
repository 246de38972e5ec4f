"""Registers: lists of what happened, by wagtail-modeladmin. They are read, searched and narrowed; nothing is edited."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_modeladmin.views import IndexView

from salon.lib import months, spreadsheets

MONTH, DAY = "month", "day"


class _CountedOnce:
    """wagtail-modeladmin counts the rows it shows twice."""

    counted: int | None = None

    def count(self) -> int:
        if self.counted is None:
            self.counted = super().count()
        return self.counted


class RegisterView(IndexView, WagtailAdminTemplateMixin):
    """A list in the layout of Wagtail's own ones."""

    found_rows: QuerySet[Model] | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An address that somebody has altered leads to the whole list."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_filters(self, request: HttpRequest) -> tuple[Any, bool, dict[str, Any], bool]:
        """Only by the filters that are shown: any other field could be guessed letter by letter."""
        specs, has_filters, unknown, distinct = super().get_filters(request)
        if unknown:
            raise IncorrectLookupParameters
        return specs, has_filters, unknown, distinct

    def get_base_queryset(self, request: HttpRequest | None = None) -> QuerySet[Model]:
        """Without a request wagtail-modeladmin asks for how many there are in all, which nobody is told."""
        return super().get_base_queryset(request) if request else self.model._default_manager.none()

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Model]:
        """Asked for more than once a page."""
        if self.found_rows is None:
            rows = super().get_queryset(request or self.request)
            rows.__class__ = type("Rows", (_CountedOnce, type(rows)), {})
            self.found_rows = rows
        return self.found_rows

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """What strangers typed never becomes a formula."""
        said = super().preprocess_field_value(field, value, export_format)
        return spreadsheets.TEXT[export_format](said) if isinstance(said, str) else said

    def menus(self) -> list[dict[str, Any]]:
        """The filters, each as a menu."""
        return [_menu(spec, list(spec.choices(self))) for spec in self.filter_specs]


class _TimeFilter(SimpleListFilter):
    """`field`: a date or an aware time."""

    field: ClassVar[str]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        found = months.span(self.value() or "")
        if found is None:
            return queryset
        return queryset.filter(**months.touching(queryset.model, self.field, self.field, *found))


class _MonthFilter(_TimeFilter):
    title, parameter_name = _("Month"), MONTH

    def lookups(self, request: HttpRequest, model_admin: Any) -> months.Choices:
        return months.months(model_admin.model, self.field)

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """A day belongs to its month, so another month begins without one."""
        values = [None, *(key for key, _said in self.lookup_choices)]
        for value, choice in zip(values, super().choices(changelist), strict=True):
            chosen = {MONTH: value} if value else {}
            yield choice | {"query_string": changelist.get_query_string(chosen, [MONTH, DAY])}


class _DayFilter(_TimeFilter):
    """Only within a month: nobody chooses from all days there have been."""

    title, parameter_name = _("Day"), DAY

    def lookups(self, request: HttpRequest, model_admin: Any) -> months.Choices:
        return months.days(request.GET.get(MONTH, ""))


def by_time(field: str) -> tuple[type[SimpleListFilter], type[SimpleListFilter]]:
    """The filters by month, and by day of that month."""
    named = {"field": field}
    return type("MonthFilter", (_MonthFilter,), named), type("DayFilter", (_DayFilter,), named)


def _menu(spec: Any, choices: list[dict[str, Any]]) -> dict[str, Any]:
    """`chosen` is empty where everything is shown."""
    chosen = next((choice["display"] for choice in choices[1:] if choice["selected"]), "")
    return {"title": spec.title, "chosen": chosen, "choices": choices}
