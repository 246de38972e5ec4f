"""What templates ask of the salon: the frame around a page, fonts, pictures, prices and minutes in words."""

import json
import math
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue
from wagtail.models import Page

from salon.cms import fonts, pictures, place, rich_text, selectors, tiles
from salon.cms.models import Pictured, SalonImage
from salon.lib import duration as durations
from salon.lib import language
from salon.lib.money import quoted
from salon.lib.policy import allow

register = template.Library()
register.filter(rich_text.harmless)

# One number a plural form, named as `Intl.PluralRules` names it (Unicode CLDR).
PLURALS = {"de": {"one": 1, "other": 2}, "en": {"one": 1, "other": 2}}
SLAVIC_PLURALS = {"one": 1, "few": 2, "many": 5}


class PriceLike(Protocol):
    """EUR incl. VAT; `is_from` where it is the least that is paid."""

    amount: Decimal
    is_from: bool


@register.filter
def spoken(text: object) -> object:
    """Words with the language that they are in, where it is not the page's: a voice reads them as they are meant."""
    code = getattr(text, "language", "")
    return format_html('<span lang="{}">{}</span>', code, text) if text and code else text


@register.simple_tag(takes_context=True)
def salon_frame(context: RequestContext) -> selectors.SiteFrame | None:
    """Salon, menu, languages, opening hours of this request; None where there is no request."""
    request = context.get("request")
    if request is None:
        return None
    page = context.get("page")
    return selectors.site_frame(request, page if isinstance(page, Page) else None)


@register.simple_tag
def salon_place() -> place.Place:
    """Address, phone and map links in the active language."""
    return place.salon_place()


@register.simple_tag
def salon_name() -> str:
    """For the admin, where nothing else of the salon is asked for."""
    return selectors.salon_name()


@register.simple_tag(takes_context=True)
def map_tiles(context: RequestContext) -> dict[str, str]:
    """Where a map's tiles come from and who made them; now the page may ask for them (`salon/lib/policy.py`)."""
    if "request" in context:
        allow(context["request"], settings.MAP_CONTENT_SECURITY_POLICY)
    return {"url": settings.MAP_TILE_URL, "credit": settings.MAP_CREDIT, "credit_url": settings.MAP_CREDIT_URL}


@register.simple_tag
def font_links() -> fonts.FontLinks | None:
    """Style sheet and first files of the fonts; None while they are not cut."""
    return fonts.links(language.current())


@register.inclusion_tag("components/picture.html")
def plate(
    image: SalonImage | None,
    alt: str = "",
    sizes: str = "100vw",
    loading: str = "lazy",
    css: str = "",
    frame: bool = True,
) -> dict[str, Any]:
    """A picture in its plate, from sizes made ahead. `alt` empty: ornament. `loading="eager"`: the first thing seen."""
    return {
        "picture": pictures.plate(image) if image else None,
        "alt": alt,
        "sizes": f"auto, {sizes}" if loading == "lazy" else sizes,
        "eager": loading == "eager",
        "css": css,
        "frame": frame,
    }


@register.simple_tag
def own_picture(page: Pictured) -> SalonImage | None:
    """A page's own picture with its sizes."""
    return pictures.load([page.picture_id]).get(page.picture_id)


@register.inclusion_tag("components/block_scripts.html")
def block_scripts(stream: StreamValue) -> dict[str, Any]:
    """What those blocks need that are more than words and pictures."""
    return {"types": {block["type"] for block in stream.raw_data}}


@register.simple_tag(takes_context=True)
def page_tiles(context: RequestContext, pages: Iterable[Page]) -> list[tiles.Tile]:
    """Chosen pages in the active language, with their pictures; what isn't live in it is left out."""
    return pictures.in_place(tiles.tiles(context["request"], pages))


@register.filter
def price(value: PriceLike | None) -> str:
    """ "ab 148 €" in German: what has `amount` (EUR) and `is_from`."""
    return "" if value is None else quoted(value.amount, is_from=value.is_from)


@register.filter
def duration(minutes: int | tuple[int, int] | None) -> str:
    """ "3 Std. 20 Min." in German; a pair is a shortest and a longest time, and one time where they are equal."""
    if minutes is None:
        return ""
    shortest, longest = minutes if isinstance(minutes, tuple) else (minutes, minutes)
    if shortest == longest:
        return durations.span(shortest)
    return " ".join(part.replace(" ", "\u00a0") for part in (f"{durations.span(shortest)} –", durations.span(longest)))


@register.filter
def shortest(minutes: int | tuple[int, int]) -> int:
    """Of a pair of a shortest and a longest time the first; of one time itself."""
    return minutes[0] if isinstance(minutes, tuple) else minutes


@register.filter
def as_control(field: BoundField) -> SafeString:
    """The field's control in our dress. Django itself wires hint and error (`aria-describedby`, `aria-invalid`)."""
    kind = getattr(field.field.widget, "input_type", "")
    return field.as_widget(attrs={"class": "tick" if kind in {"checkbox", "radio"} else "input"})


@register.filter
def counted(number: int) -> str:
    """ "2 services" in the page's language."""
    return ngettext("{n} service", "{n} services", number).format(n=number)


@register.simple_tag
def counted_forms() -> str:
    """All plural forms of "2 services" as JSON, so that the browser can count while boxes are ticked."""
    return _as_json({form: ngettext("{n} service", "{n} services", number) for form, number in _examples()})


@register.filter
def held_for(until: datetime) -> str:
    """How many minutes a time is still kept, as a sentence; `until` is an aware time, minutes are rounded up."""
    minutes = max(1, math.ceil((until - now()).total_seconds() / 60))
    return _held(ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes))


@register.simple_tag
def held_forms() -> str:
    """The same sentence in all plural forms as JSON, for the browser to keep it true."""
    return _as_json({form: _held(ngettext("{n} minute", "{n} minutes", number)) for form, number in _examples()})


def _held(time: str) -> str:
    return _("This time is held for you for another {time}.").format(time=time.replace(" ", "\u00a0"))


def _examples() -> Iterable[tuple[str, int]]:
    return PLURALS.get(language.current(), SLAVIC_PLURALS).items()


def _as_json(words: dict[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False)
