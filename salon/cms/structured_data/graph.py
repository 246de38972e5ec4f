"""All nodes of a page as the one script that stands in it."""

import json

from django.http import HttpRequest
from django.utils.safestring import SafeString

from salon.cms.models import BasePage
from salon.cms.registries import structured_data
from salon.cms.structured_data import pages
from salon.cms.structured_data.terms import Node

# Nothing that an editor writes ends the script or begins another one; to whoever reads the JSON it is the same.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}


def graph(request: HttpRequest, page: BasePage) -> Node:
    """Nodes of the same name are one: what an app says of the salon or of the page is added to it."""
    found: dict[str, Node] = {}
    for node in pages.nodes(request, page):
        found[node["@id"]] = node
    for tell in structured_data:
        for node in tell(request, page):
            found.setdefault(str(node["@id"]), {}).update(node)
    return {"@context": "https://schema.org", "@graph": list(found.values())}


def script(request: HttpRequest, page: BasePage) -> SafeString:
    """The graph in its element; empty for a page that has no address yet (a preview)."""
    if not page.get_url(request):
        return SafeString()
    written = json.dumps(graph(request, page), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{written}</script>')
