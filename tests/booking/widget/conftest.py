"""Widgets of the small salon, and a browser on a page that holds one."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from booking.models import BookingWidget, Category, Master, Service, WidgetService
from tests.booking.conftest import german, make_service, written
from tests.booking.wizard.conftest import Browser, monday_noon, olena

__all__ = ["monday_noon", "olena"]
PAGE = "http://testserver/de/leistungen/haare/"
TITLES = {
    "de": "Friseurtermin buchen",
    "ru": "Запись к парикмахеру",
    "uk": "Запис до перукаря",
    "en": "Book a hair appointment",
}
MakeWidget = Callable[..., BookingWidget]


@pytest.fixture
def make_widget(anna: Master, olga: Master) -> MakeWidget:
    """`make_widget("spring", [haircut], master=anna, campaign="may")`, published in German."""

    def run(slug: str = "spring", services: list[Service] | None = None, **facts: object) -> BookingWidget:
        words = {"title": TITLES["de"], "button": "Termin buchen"}
        widget = written(BookingWidget(locale=german(), slug=slug, **{**words, **facts}))
        WidgetService.objects.bulk_create(
            WidgetService(widget=widget, service=service, sort_order=place)
            for place, service in enumerate(services or [])
        )
        return widget

    return run


@pytest.fixture
def in_four_languages() -> Callable[[BookingWidget], None]:
    """Add the words of the other languages; their own facts stay empty, because the default language's count."""

    def run(widget: BookingWidget) -> None:
        for code in ("ru", "uk", "en"):
            locale, _made = Locale.objects.get_or_create(language_code=code)
            words = {"title": TITLES[code], "button": TITLES[code], "slug": widget.slug}
            written(BookingWidget(locale=locale, translation_key=widget.translation_key, **words))

    return run


@pytest.fixture
def nails(salon: object) -> Category:
    """A second category, with a service of Olga's."""
    return written(Category(slug="nails", order=2))


@pytest.fixture
def gel(nails: Category) -> Service:
    return make_service("gel", "Gel-Maniküre", nails, price="50.00")


def rendered(tag: str, language: str = "de", **context: object) -> str:
    """What a page shows for a tag."""
    with translation.override(language):
        return Template("{% load booking_widgets %}" + tag).render(Context(context))


def attribute(html: str, name: str) -> str:
    """The first value of an attribute on a piece of a page."""
    return unescape(re.search(rf'\s{name}="([^"]*)"', html)[1])


class OnPage:
    """A browser on a page that holds a widget: htmx asks for the fragment and posts it."""

    def __init__(self, client: Client, widget: BookingWidget, page: str = PAGE, language: str = "de") -> None:
        self.client = client
        self.place = rendered("{% booking_widget widget %}", language, widget=widget)
        self.headers = {"HX-Request": "true", "HX-Current-URL": page, "Referer": page}
        self.fragment = attribute(self.place, "hx-get")
        self.link = attribute(self.place, "href")

    def look(self) -> HttpResponse:
        return self.client.get(self.fragment, headers=self.headers)

    def answer(self, **fields: object) -> HttpResponse:
        """Post the fragment's form where htmx would."""
        html = self.look().content.decode()
        return self.client.post(attribute(html, "hx-post"), fields, headers=self.headers)

    def lead_on(self, **fields: object) -> Browser:
        """Answer in the widget, and arrive in the wizard."""
        return Browser(self.client).go(self.answer(**fields)["HX-Redirect"])
