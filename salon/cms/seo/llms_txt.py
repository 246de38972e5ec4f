"""The salon in plain words (llmstxt.org): Markdown for machines that answer people's questions, from live data."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from salon.cms.models import FactPage
from salon.cms.place import Place, salon_place
from salon.cms.registries import PlainLine, PlainPart, plain_parts
from salon.cms.selectors import hours_table, salon_text
from salon.cms.seo.addresses import booking_urls, page_url
from salon.cms.seo.sitemap import listed_pages
from salon.lib import language
from salon.lib.urls import absolute, reverse_in

TOP = 2
# What Markdown would take for its own.
SPECIAL = re.compile(r"([\\`*_\[\]<>#])")


def salon_in_words(request: HttpRequest) -> str:
    """In the active language; as many queries for forty services as for one."""
    code, text, place = language.current(), salon_text(), salon_place()
    head = [f"# {_plain(place.name)}"]
    if text.slogan:
        head.append(f"> {_plain(text.slogan)}")
    if text.about:
        head.append(_plain(text.about))
    parts = [PlainPart("", tuple(_facts(code, place)), level=0), _hours()]
    for tell in plain_parts:
        parts.extend(tell(request))
    parts += [_pages(code), _languages(code)]
    return "\n\n".join([*head, *(written for part in parts if (written := _written(part)))]) + "\n"


def all_languages() -> str:
    """Where these words are, in each language under its own name."""
    name = salon_text(settings.LANGUAGE_CODE).name
    return "\n\n".join([f"# {_plain(name)}", _lines(_by_code().values())]) + "\n"


def _facts(code: str, place: Place) -> Iterator[PlainLine]:
    known = [
        (_("Address"), place.address),
        (_("Phone"), place.phone_shown),
        (_("Email"), place.email),
        (_("How to find the door"), place.directions),
    ]
    yield from (PlainLine(title, text=text) for title, text in known if text)
    yield PlainLine(_("Book an appointment"), url=booking_urls()[code])


def _hours() -> PlainPart:
    rows = hours_table()
    lines = tuple(PlainLine(row.day, text=row.text) for row in rows) if any(row.windows for row in rows) else ()
    return PlainPart(_("Opening hours"), lines)


def _pages(code: str) -> PlainPart:
    """Those about services and masters were named with them."""
    pages = [page for page in listed_pages() if language.code_of(page.locale_id) == code]
    others = [page for page in pages if not issubclass(page.specific_class or type(page), FactPage)]
    return PlainPart(_("Pages"), tuple(PlainLine(p.title, page_url(p), p.search_description) for p in others))


def _languages(code: str) -> PlainPart:
    return PlainPart(_("Languages"), tuple(line for other, line in _by_code().items() if other != code))


def _by_code() -> dict[str, PlainLine]:
    return {
        code: PlainLine(name, absolute(reverse_in(code, "seo_words:plain_words"))) for code, name in settings.LANGUAGES
    }


def _written(part: PlainPart) -> str:
    if not part.heading:
        return _lines(part.lines)
    heading = f"{'#' * part.level} {_plain(part.heading)}"
    return f"{heading}\n\n{_lines(part.lines)}" if part.lines else (heading if part.level == TOP else "")


def _lines(lines: Iterable[PlainLine]) -> str:
    return "\n".join(map(_line, lines))


def _line(line: PlainLine) -> str:
    named = f"[{_plain(line.title)}]({line.url})" if line.url else _plain(line.title)
    return f"- {named}: {_plain(line.text)}" if line.text else f"- {named}"


def _plain(text: str) -> str:
    """On one line, with nothing that Markdown would take for its own."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
