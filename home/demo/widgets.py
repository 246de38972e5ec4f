"""The demo's booking widgets: one for everything, one a category."""

from collections.abc import Iterator, Mapping

from django.utils import timezone
from wagtail.models import Locale

from booking.models import BookingWidget, Category
from home.demo.keys import key
from home.demo.load import texts
from home.demo.words import TextSheet

EVERYTHING = "default"
# Words that stand elsewhere: on buttons of pages and above free times.
NO_WIDGETS = {"this_service", "this_master", "next_free"}


def sheets() -> Iterator[TextSheet]:
    """A widget's title is what its category is asked for by; the button says the same everywhere."""
    said, overview = texts("pages")["booking_widgets"], texts("pages")["services_overview"]
    for name, titles in said.items():
        if name not in NO_WIDGETS:
            words = {code: {"title": title, "button": said[EVERYTHING][code]} for code, title in titles.items()}
            if name == EVERYTHING:
                words = {code: {**own, "text": overview[code]["intro"]} for code, own in words.items()}
            yield TextSheet(BookingWidget, "widget", name.replace("_", "-"), words)


def are_there() -> bool:
    keys = [key(f"widget:{sheet.fact}") for sheet in sheets()]
    return BookingWidget.objects.filter(translation_key__in=keys).exists()


def write_widgets(locales: Mapping[str, Locale]) -> None:
    """All languages at once, named like their categories."""
    categories, now = {category.slug: category for category in Category.objects.all()}, timezone.now()
    BookingWidget.objects.bulk_create(
        BookingWidget(
            translation_key=key(f"widget:{sheet.fact}"),
            locale=locales[code],
            first_published_at=now,
            last_published_at=now,
            slug=sheet.fact,
            category=categories.get(sheet.fact),
            **words,
        )
        for sheet in sheets()
        for code, words in sheet.words.items()
    )
