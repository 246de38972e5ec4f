"""Where the board is."""

from typing import Any

from django.urls import reverse
from wagtail.admin.utils import set_query_params

BOARD = "translation_board"


def board_of(instance: Any) -> str:
    """The board with one row only."""
    return str(set_query_params(reverse(BOARD), {"key": str(instance.translation_key)}))
