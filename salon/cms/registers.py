"""Registers: lists of what happened, by wagtail-modeladmin. They are read, searched and narrowed; nothing is edited."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_modeladmin.views import IndexView


class RegisterView(IndexView, WagtailAdminTemplateMixin):
    """A list in the layout of Wagtail's own ones."""

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

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def menus(self) -> list[dict[str, Any]]:
        """The filters, each as a menu."""
        return [_menu(spec, list(spec.choices(self))) for spec in self.filter_specs]


def _menu(spec: Any, choices: list[dict[str, Any]]) -> dict[str, Any]:
    """`chosen` is empty where everything is shown."""
    chosen = next((choice["display"] for choice in choices[1:] if choice["selected"]), "")
    return {"title": spec.title, "chosen": chosen, "choices": choices}
