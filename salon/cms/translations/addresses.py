"""Where the board is, and where a page or text is edited."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.admin.utils import set_query_params
from wagtail.models import Page

BOARD = "translation_board"


def board_of(instance: Any) -> str:
    """The board with one row only."""
    return str(set_query_params(reverse(BOARD), {"key": str(instance.translation_key)}))


def edit_address(model: type[Any], pk: Any) -> str:
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit", args=[quote(pk)])
