"""What can be found: the catalogue's categories, services and masters with their pages, and all other pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from unicodedata import normalize

from django.urls import reverse
from django.utils.text import Truncator

from booking.selectors.catalog import Catalog, Price, ServiceOffer, load_catalog
from search.pages import About, PageWords, live_pages
from search.rank import Index, Place, make_index

# Letters of a line.
LINE = 180


class Kind(StrEnum):
    CATEGORY = "category"
    SERVICE = "service"
    MASTER = "master"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found; `minutes` and `price` as the catalogue says them, `also`: words that are not shown.

    Without an address there is nothing to lead to.
    """

    kind: Kind
    title: str
    url: str
    line: str = ""
    keywords: str = ""
    pieces: Sequence[str] = ()
    also: str = ""
    minutes: tuple[int, int] | None = None
    price: Price | None = None
    book_url: str = ""

    @property
    def parts(self) -> list[tuple[Place, str]]:
        bodies = [(Place.BODY, text) for text in (*self.pieces, self.also)]
        return [(Place.TITLE, self.title), (Place.KEYWORDS, self.keywords), (Place.LINE, self.line), *bodies]


@dataclass(frozen=True, slots=True)
class Library:
    """All documents of a language, in the order in which equals are shown, and where their words stand."""

    documents: Sequence[Document]
    index: Index


def gather(language: str) -> Library:
    """Four queries, whatever is there; `language` is the active one."""
    pages, catalog = live_pages(language), load_catalog(language)
    about = {page.about: page for page in pages if page.about}
    named = dict(_of_catalog(catalog))
    told = [_with_page(document, about.get(known_by)) for known_by, document in named.items()]
    rest = [_alone(page) for page in pages if page.about not in named]
    order = list(Kind)
    documents = sorted((one for one in (*told, *rest) if one.url), key=lambda one: order.index(one.kind))
    return Library(documents, make_index((one.parts for one in documents), language))


def _of_catalog(catalog: Catalog) -> Iterator[tuple[About, Document]]:
    """By what a page would be about; the address leads into the booking until a page is known."""
    book = reverse("booking:start")
    for category in catalog.categories:
        link = f"{book}#{category.slug}"
        yield About(Kind.CATEGORY, category.slug), Document(Kind.CATEGORY, category.name, link, category.summary)
        for service in category.services:
            link = f"{book}?service={service.slug}" if service.offers else ""
            yield About(Kind.SERVICE, service.slug), _service(service, link, category.name)
    for master in catalog.masters.values():
        if master.is_visible:
            line, link = " · ".join(filter(None, (master.role, master.short))), f"{book}?master={master.slug}"
            yield About(Kind.MASTER, master.slug), Document(Kind.MASTER, master.name, link, line)


def _service(service: ServiceOffer, link: str, category: str) -> Document:
    facts = Document(Kind.SERVICE, service.name, link, service.summary, also=category, book_url=link)
    return replace(facts, minutes=service.minutes, price=service.price)


def _with_page(document: Document, page: PageWords | None) -> Document:
    """One result for both: the catalogue's facts, the page's words and address."""
    if page is None:
        return _composed(document)
    told = replace(_alone(page), kind=document.kind, title=document.title, minutes=document.minutes)
    told = replace(told, price=document.price, book_url=document.book_url, also=f"{document.also} {page.also}")
    if document.line:
        told = replace(told, line=document.line, pieces=(page.description, *page.pieces))
    return _composed(told)


def _alone(page: PageWords) -> Document:
    kind = Kind(page.about.fact) if page.about and page.about.fact in list(Kind) else Kind.PAGE
    line = page.description or Truncator(next(iter(page.pieces), "")).chars(LINE)
    return _composed(Document(kind, page.title, page.url, line, page.keywords, page.pieces, page.also))


def _composed(document: Document) -> Document:
    """One letter for a letter with its accent, because words are found again in what is shown."""
    title, line, *pieces = (normalize("NFC", text) for text in (document.title, document.line, *document.pieces))
    return replace(document, title=title, line=line, pieces=tuple(filter(None, pieces)))
