"""Doors into the booking for pages that may come from a cache: plain links that htmx replaces by what is true now.

What these tags render depends on their arguments and the language alone. A page that uses one puts
`booking/widget/head.html` (or for `soonest` only `components/htmx.html`) into its block `htmx`.
"""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from booking.selectors import widgets
from booking.selectors.widgets import WidgetView
from booking.wizard import BookingState

register = template.Library()


@register.inclusion_tag("booking/widget.html")
def booking_widget(widget: Any) -> dict[str, Any]:
    """A widget as `published_widget` finds it; nothing where it is not published."""
    return _shown(published_widget(widget))


@register.simple_tag
def published_widget(widget: Any) -> WidgetView | None:
    """A widget by its row, its short name or as `category_widget` finds it; None where it is not published.

    A row in the language that is shown costs no query: the page needs its words, and its name brings its choices.
    """
    if isinstance(widget, WidgetView) or not widget:
        return widget or None
    if isinstance(widget, str):
        return widgets.find_widget(widget)
    return widgets.in_words(widget) or widgets.find_widget(widget.slug)


@register.inclusion_tag("booking/widget.html")
def widget_preview(widget: Any) -> dict[str, Any]:
    """A widget as it stands in its form, published or not."""
    return _shown(widgets.as_it_stands(widget))


@register.simple_tag
def category_widget(category: Any) -> WidgetView | None:
    """The widget that leads to a category's services; None where the salon has none."""
    return widgets.category_widget(category.pk)


@register.inclusion_tag("booking/soonest_place.html")
def soonest(master: Any = None, service: Any = None) -> dict[str, str]:
    """The next free times of a master, of a service, or of a master's service (rows of both, or their short names)."""
    slugs = {"master": _slug(master), "service": _slug(service)}
    chosen = {name: slug for name, slug in slugs.items() if slug}
    state = BookingState("", services=(slugs["service"],) if slugs["service"] else (), master=slugs["master"])
    return {"fragment": f"{reverse('booking:soonest')}?{urlencode(chosen)}", "link": state.url("start")}


def _shown(widget: WidgetView | None) -> dict[str, Any]:
    if widget is None:
        return {}
    state = BookingState("", services=widget.services, master=widget.master, widget=widget.slug)
    category = f"&{urlencode({'category': widget.category})}" if widget.category else ""
    # In the wizard itself the category is a place on the page of services.
    place = f"#{widget.category}" if widget.category and not widget.services else ""
    return {"widget": widget, "fragment": state.url("widget") + category, "link": state.url("start") + place}


def _slug(fact: Any) -> str:
    return fact if isinstance(fact, str) else getattr(fact, "slug", "")
