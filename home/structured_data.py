"""What kinds of pages there are for search engines, and the questions that they answer."""

from collections.abc import Iterable

from django.http import HttpRequest
from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from booking.structured_data import catalogue
from home.models import CategoryPage, ContactPage, HomePage, ServicesPage
from salon.cms.models import BasePage
from salon.cms.structured_data.pages import own_picture
from salon.cms.structured_data.salon import salon_facts
from salon.cms.structured_data.terms import Node, page_id, ref, salon_id
from team.structured_data import employees


def nodes(request: HttpRequest, page: BasePage) -> Iterable[Node]:
    name, salon = page_id(request, page), ref(salon_id())
    if isinstance(page, ServicesPage | CategoryPage):
        yield {"@id": name, "@type": "CollectionPage"}
    if isinstance(page, ContactPage):
        yield {"@id": name, "@type": "ContactPage", "mainEntity": salon}
        yield salon_facts(request)
    if isinstance(page, HomePage):
        yield {"@id": name, "about": salon}
        yield salon_facts(request, own_picture(page))
        yield catalogue(request)
        yield from employees(request)
    if answered := [_question(value) for value in _questions(page)]:
        yield {"@id": name, "@type": "FAQPage", "mainEntity": answered}


def _questions(page: BasePage) -> Iterable[StructValue]:
    """In whatever streams of the page they stand: an editor's questions, or a service's."""
    for field in page._meta.get_fields():
        for block in getattr(page, field.name) if isinstance(field, StreamField) else ():
            if block.block_type == "questions":
                yield from block.value["items"]
            elif block.block_type == "question":
                yield block.value


def _question(value: StructValue) -> Node:
    """The answer in plain words: links and lists are for those who read the page."""
    answer = " ".join(get_text_for_indexing(value["answer"].source).split())
    return {
        "@type": "Question",
        "name": value["question"],
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
