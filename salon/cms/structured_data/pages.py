"""The site, a page of it, and the way there."""

from collections.abc import Iterable

from django.http import HttpRequest

from salon.cms import pictures
from salon.cms.blocks.pictures import first_photo
from salon.cms.models import BasePage
from salon.cms.selectors import SiteFrame, site_frame
from salon.cms.structured_data.salon import salon_in_short, salon_name
from salon.cms.structured_data.terms import Node, filled, id_of, page_address, page_id, picture, ref, salon_id
from salon.lib import language
from salon.lib.urls import absolute

SITE = "site"


def nodes(request: HttpRequest, page: BasePage) -> Iterable[Node]:
    """What every page says; the apps add to these nodes by their names (`@id`)."""
    frame = site_frame(request)
    crumbs = _crumbs(request, page)
    yield salon_in_short(frame)
    yield _site(frame)
    yield _page(request, page, frame, crumbs)
    if crumbs:
        yield crumbs


def own_picture(page: BasePage) -> Node:
    """The picture that a page shows first: its own, else the first one in its body."""
    if own := getattr(page, "picture_id", None):
        return picture(pictures.load([own]).get(own), page.picture_words)
    photo = first_photo(page)
    return picture(photo["image"], photo.words) if photo else {}


def _site(frame: SiteFrame) -> Node:
    return {
        "@type": "WebSite",
        "@id": id_of(SITE),
        "url": absolute("/"),
        "name": salon_name(frame),
        "inLanguage": list(language.CODES),
        "publisher": ref(salon_id()),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(frame.search_url)}?q={{search_term_string}}",
                "inLanguage": frame.code,
            },
            "query-input": "required name=search_term_string",
        },
    }


def _page(request: HttpRequest, page: BasePage, frame: SiteFrame, crumbs: Node) -> Node:
    published, changed = page.first_published_at, page.last_published_at
    return filled(
        {
            "@type": "WebPage",
            "@id": page_id(request, page),
            "url": page_address(request, page),
            "name": page.head_title(),
            "description": page.search_description,
            "inLanguage": frame.code,
            "isPartOf": ref(id_of(SITE)),
            "datePublished": published and published.isoformat(timespec="seconds"),
            "dateModified": changed and changed.isoformat(timespec="seconds"),
            "primaryImageOfPage": own_picture(page),
            "breadcrumb": crumbs and ref(crumbs["@id"]),
        }
    )


def _crumbs(request: HttpRequest, page: BasePage) -> Node:
    """The way as the page shows it (`components/crumbs.html`): a single step is none."""
    steps = page.crumbs(request)
    if len(steps) < 2:
        return {}
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page_address(request, page)}#crumbs",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step["title"], "item": absolute(step["url"])}
            for place, step in enumerate(steps, 1)
        ],
    }
