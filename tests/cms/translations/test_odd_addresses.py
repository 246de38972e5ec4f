"""Addresses of the board that nobody links to get an answer of ours."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

HUGE = 10**30


def test_numbers_that_no_database_holds_are_not_found(lena: Browser) -> None:
    assert lena.post(f"/admin/translations/update/{HUGE}/", follow=True).status_code == 404


def test_a_language_that_nobody_speaks_is_not_found(lena: Browser) -> None:
    assert lena.get("/admin/translations/export/xx/", follow=True).status_code == 404


@pytest.mark.parametrize("kind", ["nonsense", "auth.User", "home.ContentPage"])
def test_what_cannot_be_translated_is_not_begun(lena: Browser, kind: str) -> None:
    key = "00000000-0000-0000-0000-000000000000"
    assert lena.post(reverse("translation_begin", args=[kind, key]), follow=True).status_code == 404


def test_filters_that_mean_nothing_narrow_nothing_or_everything(lena: Browser) -> None:
    asked = {"p": HUGE, "language": "xx", "kind": "'", "state": "x"}
    assert lena.get("/admin/translations/", asked).status_code == 200
