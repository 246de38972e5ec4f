"""The German page tree."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from booking.models import Category, Master, Service
from home.demo.keys import HOME, key
from home.demo.sheets import PageSheet, Words, home_sheet, sheets
from legal.models import LegalPage
from salon.cms.models import BasePage, FactPage, SalonImage

FACTS = {"category": Category, "service": Service, "master": Master}
# Which block a list of words becomes, by the field's name.
BLOCKS = {"values": "value", "quotes": "quote", "faq": "question", "body": "section", "bio": "section"}


def write_tree(images: Mapping[str, SalonImage], german: Locale) -> Page:
    """The welcome page makes room for the German home page, the site's root; the rest hangs below it."""
    Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore").delete()
    root = Page.objects.get(depth=1)
    home = _write(home_sheet(), root, images, german)
    _write_site(home)
    pages: dict[str, Page] = {"home": home}
    for sheet in sheets():
        pages[sheet.name] = _write(sheet, pages[sheet.parent], images, german)
    return home


def german_home() -> Page | None:
    return Page.objects.filter(translation_key=HOME, locale__language_code=settings.LANGUAGE_CODE).first()


def page_key(sheet: PageSheet) -> object:
    return key(f"page:{sheet.name}")


def stream(field: str, items: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """A field's list of words as blocks; paragraphs become rich text."""
    return [(BLOCKS[field], _block(field, item)) for item in items]


def _block(field: str, item: dict[str, Any]) -> dict[str, Any]:
    paragraphs = item.get("paragraphs")
    if paragraphs is None:
        return item
    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    if field == "faq":
        return {"question": item["question"], "answer": html}
    return {"heading": item.get("heading", ""), "text": html}


def _write(sheet: PageSheet, parent: Page, images: Mapping[str, SalonImage], german: Locale) -> BasePage:
    page = sheet.model(
        translation_key=page_key(sheet),
        locale=german,
        live=True,
        show_in_menus=sheet.in_menu,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        **sheet.same,
        **{field: images[name] for field, name in sheet.pictures.items()},
        **_fields(sheet.words(settings.LANGUAGE_CODE)),
    )
    if isinstance(page, FactPage):
        setattr(page, page.fact, FACTS[page.fact].objects.get(slug=sheet.fact))
    parent.add_child(instance=page)
    if isinstance(page, LegalPage):
        # What it says now stays readable after the first change, as on a page that somebody has published.
        page.save_revision().publish()
    return page


def _fields(words: Words) -> dict[str, Any]:
    return {name: stream(name, said) if isinstance(said, list) else said for name, said in words.items()}


def _write_site(home: Page) -> None:
    address = urlsplit(settings.SALON_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": port, "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
