"""Figures as a language writes them, and their change."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from salon.lib.figures import Change, Figure, Share, as_number, shown

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (1234, "1.234", "1,234"),
        (Decimal("1234.50"), "1.234,50 €", "€1,234.50"),
        (Share(737, 1000), "73,7 %", "73.7%"),
        (Share(1, 0), "–", "–"),
        (None, "–", "–"),
        ("Anna", "Anna", "Anna"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(value: Figure, german: str, english: str) -> None:
    with override("de"):
        assert shown(value).replace("\N{NO-BREAK SPACE}", " ") == german
    with override("en"):
        assert shown(value) == english


def test_a_share_is_rounded_once_for_the_page_and_the_file() -> None:
    with override("en"):
        assert (shown(Share(1, 3)), as_number(Share(1, 3))) == ("33.3%", Decimal("33.3"))


@pytest.mark.parametrize(
    ("change", "said", "verdict"),
    [
        (Change(110, 100), "+10%", "good"),
        (Change(Decimal(90), Decimal(100)), "−10%", "bad"),
        (Change(90, 100, up_is_good=False), "−10%", "good"),
        (Change(90, 100, up_is_good=None), "−10%", ""),
        (Change(100, 100), "±0%", ""),
        (Change(5, 0), "", ""),
        (Change(5, None), "", ""),
        (Change(Share(1, 0), Share(1, 2)), "", ""),
    ],
)
def test_a_change_says_how_much_and_whether_it_is_good(change: Change, said: str, verdict: str) -> None:
    with override("en"):
        assert (str(change), change.verdict) == (said, verdict)


def test_shares_change_in_points_not_in_percent() -> None:
    assert as_number(Change(Share(74, 100), Share(71, 100))) == 3
