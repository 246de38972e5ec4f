"""The German page tree."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from booking.models import BookingWidget, Category, Master, Service
from home.demo.keys import HOME, key
from home.demo.sheets import CONTACT_FIELDS, PageSheet, Words, home_sheet, sheets
from home.models import ContactField
from legal.models import LegalPage
from salon.cms.models import BasePage, FactPage, SalonImage

FACTS = {"category": Category, "service": Service, "master": Master}
# Which block a list of words becomes, by the field's name.
BLOCKS = {"faq": "question", "body": "section", "bio": "section"}
STREAMS = ("body", "faq", "bio", "works")


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


def stream(field: str, items: list[dict[str, Any]], images: Mapping[str, SalonImage]) -> list[tuple[str, Any]]:
    """A field's list of words as blocks; each says its `type` where the field takes several."""
    return [(item.get("type") or BLOCKS[field], _block(field, item, images)) for item in items]


def _block(field: str, item: dict[str, Any], images: Mapping[str, SalonImage]) -> dict[str, Any]:
    """Paragraphs become rich text, drawings pictures."""
    made = {name: _part(name, said, images) for name, said in item.items() if name not in ("type", "paragraphs")}
    if "paragraphs" in item:
        made["answer" if "question" in item else "text"] = "".join(
            f"<p>{escape(said)}</p>" for said in item["paragraphs"]
        )
    return made


def _part(name: str, said: Any, images: Mapping[str, SalonImage]) -> Any:
    if isinstance(said, list):
        return [_block(name, item, images) for item in said]
    if isinstance(said, dict):
        return {"image": images[said["drawing"]], "decorative": False, "alt_text": said["alt_text"]}
    if name == "widget":
        return BookingWidget.objects.get(slug=said, locale__language_code=settings.LANGUAGE_CODE)
    return said


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
        **_fields(sheet.words(settings.LANGUAGE_CODE), images),
    )
    if isinstance(page, FactPage):
        setattr(page, page.fact, FACTS[page.fact].objects.get(slug=sheet.fact))
    parent.add_child(instance=page)
    if isinstance(page, LegalPage):
        # What it says now stays readable after the first change, as on a page that somebody has published.
        page.save_revision().publish()
    return page


def _fields(words: Words, images: Mapping[str, SalonImage]) -> dict[str, Any]:
    known = {name: stream(name, said, images) for name, said in words.items() if name in STREAMS}
    if "form_fields" in words:
        known["form_fields"] = [
            ContactField(clean_name=name, sort_order=order, **fact, **said)
            for order, ((name, fact), said) in enumerate(zip(CONTACT_FIELDS.items(), words["form_fields"], strict=True))
        ]
    return words | known


def _write_site(home: Page) -> None:
    address = urlsplit(settings.SALON_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": port, "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
