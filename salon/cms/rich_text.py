"""What a rich text may show on a page: paragraphs, lists, headings, words in bold, links. Nothing else, by whatever way
it came into the database.
"""

import re

from bs4 import NavigableString, Tag
from django.utils.safestring import SafeString
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

# What Wagtail writes for the features that our blocks offer. To look for anything else is quick, to clean is not.
PLAIN = ("p", "b", "strong", "i", "em", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "br", "hr")
_PLAIN = "|".join(PLAIN)
HREF = r'(?:https?:|mailto:|tel:|[/#?])[^"<>]*'
KNOWN = rf'/?(?:{_PLAIN}|a)>|(?:br|hr) ?/>|(?:{_PLAIN}) data-block-key="\w*">|a href="{HREF}">'
FOREIGN = re.compile(rf"<(?!{KNOWN})")


class _Cleaner(Whitelister):
    """Wagtail's own, which leaves CDATA and declarations where they are, and pictures."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url, "rel": True}),
        **dict.fromkeys(PLAIN, attribute_rule({"data-block-key": True})),
    }

    def clean_string_node(self, doc: Tag, node: NavigableString) -> None:
        if type(node) is not NavigableString:
            node.extract()


def harmless(html: str) -> SafeString:
    """HTML of a rich text as it may stand on a page; what is not foreign to it is left to the letter."""
    return SafeString(_Cleaner().clean(html) if FOREIGN.search(html) else html)
