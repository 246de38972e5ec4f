"""What a page says to search engines, and one page of every type to ask."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from wagtail.models import Page, get_page_models

from salon.cms.models import BasePage

LANGUAGES = ("de", "ru", "uk", "en")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
Node = dict[str, Any]


def html_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def graph_in(html: str) -> Node:
    (script,) = SCRIPT.findall(html)
    return json.loads(script)


def graph_of(client: Client, address: str) -> Node:
    return graph_in(html_of(client, address))


def node_of(client: Client, address: str, kind: str) -> Node:
    """The one node of a type."""
    (node,) = [node for node in graph_of(client, address)["@graph"] if node["@type"] == kind]
    return node


def walk(value: object) -> Iterator[Node]:
    """Every object in it, however deep."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


def one_of_each(code: str) -> Iterator[BasePage]:
    """Each page type by its first page; a new type stands in it by itself."""
    for model in get_page_models():
        if issubclass(model, BasePage):
            page = model.objects.live().filter(locale__language_code=code).order_by("path").first()
            if page is not None:
                yield page


def all_pages(code: str) -> list[Page]:
    return list(Page.objects.live().filter(locale__language_code=code, depth__gt=1).order_by("path"))
