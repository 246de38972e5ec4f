"""Where the board is."""

from django.urls import reverse
from wagtail.admin.utils import set_query_params
from wagtail.models import TranslatableMixin

BOARD = "translation_board"


def board_of(instance: TranslatableMixin) -> str:
    """The board with one row only."""
    return str(set_query_params(reverse(BOARD), {"key": str(instance.translation_key)}))
