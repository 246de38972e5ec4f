"""What a page says to search engines, and what it may say (`schema/graph.json`)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator
from wagtail.models import Page, get_page_models

from salon.cms.models import BasePage

LANGUAGES = ("de", "ru", "uk", "en")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SCHEMA = json.loads((Path(__file__).parent / "schema" / "graph.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
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


def page_types() -> set[type[Page]]:
    """Each of them has a page in the demo; a new type stands in it by itself."""
    return {model for model in get_page_models() if issubclass(model, BasePage)}


def all_pages(code: str) -> list[Page]:
    return list(Page.objects.live().filter(locale__language_code=code, depth__gt=1).order_by("path"))
