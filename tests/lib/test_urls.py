"""Addresses of our own: whole ones, in another language, of pages."""

from django.utils import translation
from pytest_django import Settings

from salon.lib.urls import absolute, page_path, reverse_in


def test_a_path_becomes_whole_and_what_is_whole_stays(settings: Settings) -> None:
    settings.SALON_URL = "https://salon.example"
    assert absolute("/de/team/?x=1#anna") == "https://salon.example/de/team/?x=1#anna"
    assert absolute("#salon") == "https://salon.example/#salon"
    assert absolute("https://pictures.example/media/a.jpg") == "https://pictures.example/media/a.jpg"


def test_a_view_is_found_in_a_language_that_is_not_spoken_now() -> None:
    with translation.override("uk"):
        assert reverse_in("de", "booking:day") == "/de/termin/day/"
        assert reverse_in("en", "booking:visit", "abc") == reverse_in("en", "booking:visit", token="abc")
        assert translation.get_language() == "uk"


def test_a_home_pages_own_slug_is_in_no_address() -> None:
    assert page_path("ru", "/home-ru/uslugi/") == "/ru/uslugi/"
    assert page_path("de", "/home/") == "/de/"
    assert page_path("de", "") == ""
