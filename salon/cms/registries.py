"""What lower floors show or sweep, and upper floors fill: each app registers its part in `apps.py` or
`wagtail_hooks.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

if TYPE_CHECKING:
    from salon.cms.models import BasePage
    from salon.cms.selectors import Link

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries in the order of their registration; usable as a decorator."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def register(self, entry: Entry) -> Entry:
        if entry not in self._entries:
            self._entries.append(entry)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)


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


class Severity(models.IntegerChoices):
    """How much a finding of the audit matters; the worst first."""

    ERROR = 1, _("Error")
    WARNING = 2, _("Warning")
    HINT = 3, _("Hint")


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What the audit looks for: its name in filters and the sentence that an editor reads.

    The sentence has `{placeholders}` for the finding's values; `meanings` are what such values stand for, by the name
    of the placeholder, `facts` what is the same in every finding: the rule's own numbers.
    """

    code: str
    severity: Severity
    label: str | Promise
    sentence: str | Promise
    meanings: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, values: Mapping[str, str]) -> str:
        """The sentence in the active language."""
        meant = {name: self.meanings.get(name, {}).get(value, value) for name, value in values.items()}
        return str(self.sentence).format(**self.facts, **meant)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the audit found, and where in the admin it is mended.

    `page`: a page's id, whose editor is opened at `path`, the field as Wagtail's content path ("body.<id>.heading");
    `url` leads elsewhere in the admin instead. `about` names what has no page. `language` is a language's code.
    """

    kind: FindingKind
    language: str
    values: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    path: str = ""
    url: str = ""
    about: str = ""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def sentence(self) -> str:
        return self.kind.say(self.values)


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


# A panel for the admin's home page, or None where this person may not see it.
dashboard_panels: Registry[Callable[[HttpRequest], Component | None]] = Registry()
finding_kinds: Registry[FindingKind] = Registry()
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
foot_links: "Registry[Callable[[str], Iterable[Link]]]" = Registry()
# Beginnings of paths that robots shall leave alone, in the active language; `*` is anything (RFC 9309, 2.2.3).
closed_to_robots: Registry[Callable[[], Iterable[str]]] = Registry()
# What the salon offers, for `llms.txt`, in the language of the request; the order is that of the floors.
plain_parts: Registry[Callable[[HttpRequest], Iterable[PlainPart]]] = Registry()
