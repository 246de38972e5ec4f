"""What goes with a page in the other languages, as Wagtail's own pages of the admin say it."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import ngettext
from wagtail.models import Page

from salon.cms.translations.actions.cascade import count_deleted_with

register = template.Library()


@register.simple_tag
def deleted_too(items: Iterable[Mapping[str, Page]]) -> str:
    """A sentence for whoever is about to delete several pages; empty where no translation goes with them. `items`: as
    Wagtail gives them, each page as its "item".
    """
    translations, below = count_deleted_with([item["item"] for item in items])
    if not translations:
        return ""
    told = ngettext("This also deletes {n} translation.", "This also deletes {n} translations.", translations)
    told = told.format(n=translations)
    if below:
        more = ngettext("{n} page below is deleted too.", "{n} pages below are deleted too.", below)
        told += " " + more.format(n=below)
    return told
