"""What lower floors show or sweep, and upper floors fill: each app registers its part in `apps.py` or
`wagtail_hooks.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from salon.cms.findings import Finding
from salon.cms.link import Link
from salon.lib.registry import Registry

if TYPE_CHECKING:
    from salon.cms.models import BasePage


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A table that holds a person, named "app.Model", and the fields that tell who it is."""

    model: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote to the salon, as they are shown it: labels and answers, and the words they agreed to."""

    sent_at: datetime
    language: str
    answers: Mapping[str, str]
    consent: str


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A table whose rows belong to whoever reads the mail of an address, and go whole with them.

    `model` is named "app.Model", `email` its field with the address (lower-cased). It has `letters_of(email)`, which
    gives Letters, the latest first.
    """

    model: str
    email: str


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A thing and where it is; `url` is absolute or empty, `text` says more about it."""

    title: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlainPart:
    """A part of what machines are told in plain words; `level` is its heading's, 2 or 3."""

    heading: str
    lines: tuple[PlainLine, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What a new salon has to do once. Whether it is done is read from what it is about, so the list ends by itself."""

    name: str
    is_done: bool
    url: str


# A panel for the admin's home page, or None where this person may not see it.
dashboard_panels: Registry[Callable[[HttpRequest], Component | None]] = Registry()
# What a new salon has to do, for its owner's home page; the order is that of the floors.
first_steps: Registry[Callable[[HttpRequest], Iterable[FirstStep]]] = Registry()
# What is looked for in the salon as a whole; what is looked for in pages stands in `salon.cms.audit`.
audit_checks: Registry[Callable[[], Iterable[Finding]]] = Registry()
# Nodes for the JSON-LD graph (schema.org) of a page, each with its `@id`; those of a name that is there already are
# added to it.
structured_data: "Registry[Callable[[HttpRequest, BasePage], Iterable[Mapping[str, object]]]]" = Registry()
personal_data: Registry[PersonalData] = Registry()
letter_tables: Registry[LetterTable] = Registry()
# Addresses of the pages about services, by the service's slug, in the language of the request.
service_pages: Registry[Callable[[HttpRequest], Mapping[str, str]]] = Registry()
# What `/health/ready` tells beside the database: nothing that could stop the site from taking bookings.
readiness: Registry[Callable[[], Mapping[str, object]]] = Registry()
# What pages show, named "app.Model": whenever such a row changes, kept pages are forgotten.
shown_on_pages: Registry[str] = Registry()
# What stands in the foot of every page and mail beside the legal pages, in a language.
foot_links: Registry[Callable[[str], Iterable[Link]]] = Registry()
# Beginnings of paths that robots shall leave alone, in the active language; `*` is anything (RFC 9309, 2.2.3).
closed_to_robots: Registry[Callable[[], Iterable[str]]] = Registry()
# What the salon offers, for `llms.txt`, in the language of the request; the order is that of the floors.
plain_parts: Registry[Callable[[HttpRequest], Iterable[PlainPart]]] = Registry()
