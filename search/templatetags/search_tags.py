"""How results are named."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.documents import Kind

register = template.Library()


@register.filter
def named(kind: Kind) -> str:
    """What a result is, for the line above it."""
    names = {
        Kind.CATEGORY: _("Category"),
        Kind.SERVICE: _("Service"),
        Kind.MASTER: _("Master"),
        Kind.PAGE: pgettext("a page of the site", "Page"),
    }
    return names[kind]


@register.simple_tag
def nothing_found(question: str) -> str:
    return _("Nothing found for “{query}”. Try a shorter word.").format(query=question)


@register.simple_tag
def did_you_mean(suggestion: str, url: str) -> SafeString:
    link = format_html('<a href="{}">{}</a>', url, suggestion)
    return format_html(_("Did you mean {suggestion}?"), suggestion=link)
