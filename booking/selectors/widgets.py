"""Booking widgets as pages and the wizard know them: words of one language, facts that are alike in all of them."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from booking.models import BookingWidget
from salon.lib import language

SLUG = re.compile(r"[-\w]{1,50}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WidgetView:
    """`category`, `services` and `master` are slugs, empty where the client is asked."""

    slug: str
    title: str
    text: str
    button: str
    category: str
    services: tuple[str, ...]
    master: str
    campaign: str


def find_widget(slug: str) -> WidgetView | None:
    """The published widget of this name in the active language, None for any other name; two queries at most.

    Its facts are the default language's. Where the active one has no words yet, plain ones stand in for them.
    """
    if not SLUG.fullmatch(slug):
        return None
    code = language.current()
    rows = BookingWidget.objects.filter(
        slug=slug, live=True, locale__language_code__in={code, settings.LANGUAGE_CODE}
    ).select_related("locale", "category", "master")
    found = {row.locale.language_code: row for row in rows}
    facts = found.get(settings.LANGUAGE_CODE) or found.get(code)
    return _view(found.get(code), facts) if facts else None


def category_widget(category: int) -> WidgetView | None:
    """The first widget that asks for nothing but the services of a category (its id); three queries at most."""
    rows = BookingWidget.objects.filter(
        category=category, master=None, services=None, live=True, locale__language_code=settings.LANGUAGE_CODE
    )
    slug = rows.order_by("pk").values_list("slug", flat=True).first()
    return find_widget(slug) if slug else None


def in_words(widget: BookingWidget) -> WidgetView | None:
    """A published widget in the active language without what is chosen already; one query at most, for its category.

    None for any other: that one has to be found.
    """
    if not widget.live or language.code_of(widget.locale_id) != language.current():
        return None
    category = widget.category.slug if widget.category else ""
    return WidgetView(widget.slug, widget.title, widget.text, widget.button, category, (), "", widget.campaign)


def as_it_stands(widget: BookingWidget) -> WidgetView:
    """A widget with its own words and facts, saved or not, published or not: what its preview shows."""
    return _view(widget, widget)


def _view(words: BookingWidget | None, facts: BookingWidget) -> WidgetView:
    plain = _("Book an appointment")
    return WidgetView(
        slug=facts.slug,
        title=words.title if words else plain,
        text=words.text if words else "",
        button=words.button if words else plain,
        category=facts.category.slug if facts.category else "",
        services=tuple(row.service.slug for row in facts.services.select_related("service")),
        master=facts.master.slug if facts.master else "",
        campaign=facts.campaign,
    )
