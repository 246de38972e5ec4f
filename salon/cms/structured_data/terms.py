"""Names and small parts that all nodes are made with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from salon.cms.models import BasePage, SalonImage
from salon.cms.pictures import FALLBACK
from salon.lib.urls import absolute

Node = dict[str, Any]


def id_of(name: str) -> str:
    """The name of a thing that is the same in every language: "salon", "service-balayage"."""
    return absolute(f"#{name}")


def salon_id() -> str:
    return id_of("salon")


def page_address(request: HttpRequest, page: BasePage) -> str:
    """The whole canonical address: of what mirrors another page the other one's."""
    return absolute(page.source.get_url(request))


def page_id(request: HttpRequest, page: BasePage) -> str:
    """The name of a page, which is another one in each language."""
    return f"{page_address(request, page)}#page"


def ref(name: str) -> Node:
    """A thing that is described elsewhere in the graph, or on another page."""
    return {"@id": name}


def filled(node: Mapping[str, Any]) -> Node:
    """Without what nobody has entered."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def number(amount: Decimal) -> int | float:
    """An amount of EUR or a degree as JSON writes it."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def picture(image: SalonImage | None, caption: str = "") -> Node:
    """A picture that `pictures.load` has loaded, as the JPEG that every crawler reads; empty where there is none."""
    if image is None:
        return {}
    shown = next((size for size in image.renditions.all() if size.filter_spec == FALLBACK), image)
    size = {"width": shown.width, "height": shown.height}
    return filled({"@type": "ImageObject", "url": absolute(shown.file.url), **size, "caption": caption})
