"""Where in the admin a page, a text or the salon's facts are edited, and where they are translated."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.admin.utils import set_query_params
from wagtail.models import Page

BOARD = "translation_board"


def editor_url(model: type[Any], pk: Any) -> str:
    """The editor of a page or of a snippet."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit", args=[quote(pk)])


def new_snippet_url(model: type[Any]) -> str:
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:add")


def settings_url(model: type[Any]) -> str:
    """The editor of a row of settings."""
    return reverse("wagtailsettings:edit", args=[model._meta.app_label, model._meta.model_name])


def board_url(translation_key: object) -> str:
    """The translation board with the one row of a page or text, whatever its language."""
    return str(set_query_params(reverse(BOARD), {"key": str(translation_key)}))
