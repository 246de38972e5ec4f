"""Prices, minutes and counts are written as each language writes them."""

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.timezone import now

from salon.cms.templatetags import salon_tags


@dataclass
class Price:
    amount: Decimal
    is_from: bool


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "3\u00a0Std. 20\u00a0Min."),
        ("ru", "3\u00a0ч 20\u00a0мин"),
        ("uk", "3\u00a0год 20\u00a0хв"),
        ("en", "3\u00a0hr 20\u00a0min"),
    ],
)
def test_minutes_are_said_in_hours_and_minutes(code, words):
    with translation.override(code):
        assert salon_tags.duration(200) == words


def test_whole_hours_have_no_minutes():
    with translation.override("de"):
        assert salon_tags.duration(180) == "3\u00a0Std."


def test_a_service_that_masters_do_at_different_speed_shows_both_times():
    with translation.override("de"):
        assert salon_tags.duration((45, 60)) == "45\u00a0Min.\u00a0– 1\u00a0Std."
        assert salon_tags.duration((60, 60)) == "1\u00a0Std."


def test_a_price_never_breaks_and_has_cents_only_where_there_are_some():
    with translation.override("de"):
        assert salon_tags.price(Price(Decimal(148), is_from=False)) == "148\u00a0€"
        assert salon_tags.price(Price(Decimal("52.50"), is_from=False)) == "52,50\u00a0€"


def test_a_least_price_says_so():
    with translation.override("en"):
        assert salon_tags.price(Price(Decimal(148), is_from=True)) == "from\u00a0€148"


@pytest.mark.parametrize(("code", "forms"), [("de", {"one", "other"}), ("ru", {"one", "few", "many"})])
def test_the_browser_gets_every_plural_form_of_its_language(code, forms):
    with translation.override(code):
        assert set(json.loads(salon_tags.counted_forms())) == forms
        assert set(json.loads(salon_tags.held_forms())) == forms


def test_the_minutes_of_a_hold_are_rounded_up():
    with translation.override("en"):
        assert "9\u00a0minutes" in salon_tags.held_for(now() + timedelta(minutes=8, seconds=20))
        assert "1\u00a0minute" in salon_tags.held_for(now() - timedelta(seconds=1))
