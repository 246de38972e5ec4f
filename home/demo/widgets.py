"""The demo's booking widgets: one for everything, one a category, one of a campaign."""

from collections.abc import Iterator, Mapping

from django.utils import timezone
from wagtail.models import Locale

from booking.models import BookingWidget, Category
from home.demo.keys import key
from home.demo.load import texts
from home.demo.words import TextSheet

# `QUESTIONS` stands below the answers to questions, and its bookings are counted as a campaign of their own.
EVERYTHING, QUESTIONS = "default", "questions"
CAMPAIGNS = {QUESTIONS: "faq"}
# Words that stand elsewhere: on buttons of pages and above free times.
NO_WIDGETS = {"this_service", "this_master", "next_free"}


def sheets() -> Iterator[TextSheet]:
    """A widget's title is what its category is asked for by; the button says the same everywhere."""
    pages = texts("pages")
    said = pages["booking_widgets"]
    for name, titles in said.items():
        if name not in NO_WIDGETS:
            words = {code: {"title": title, "button": said[EVERYTHING][code]} for code, title in titles.items()}
            if name == EVERYTHING:
                words = {
                    code: {**own, "text": pages["services_overview"][code]["intro"]} for code, own in words.items()
                }
            yield TextSheet(BookingWidget, "widget", name.replace("_", "-"), words)
    invitations = {code: home["cta"] for code, home in pages["home"].items()}
    words = {
        code: {"title": cta["heading"], "text": cta["text"], "button": cta["button"]}
        for code, cta in invitations.items()
    }
    yield TextSheet(BookingWidget, "widget", QUESTIONS, words)


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
            campaign=CAMPAIGNS.get(sheet.fact, ""),
            **words,
        )
        for sheet in sheets()
        for code, words in sheet.words.items()
    )
