"""What the templates ask of a legal page."""

from dataclasses import dataclass

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

from legal import consent, versions
from legal.contents import Part, is_long, parts_of
from legal.models import LegalKind, LegalPage
from legal.models.pages import VERSION
from legal.versions import Version
from salon.cms.models import statistics_tools
from salon.lib import dates
from salon.lib.policy import allow

register = template.Library()


@dataclass(frozen=True, slots=True)
class Text:
    """`contents`: the parts that are listed before a long text."""

    parts: list[Part]
    contents: list[Part]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A line of the list of earlier versions."""

    url: str
    label: str
    replaced: str


@dataclass(frozen=True, slots=True)
class History:
    """`since`: since when the page says what it says; the latest of the earlier versions first."""

    since: str
    earlier: list[Earlier]


@register.simple_tag(takes_context=True)
def consent_question(context: RequestContext) -> consent.Question | None:
    """What a page that is read asks its guest: nothing where the salon has no tool, where somebody types or holds a key
    (docs/consent.md), and in previews. From now on the page may ask the tools' hosts.
    """
    request, tools = context.get("request"), statistics_tools()
    page = getattr(request, "described_page", None)
    if not tools or page is None or not page.may_be_counted or getattr(request, "is_preview", False):
        return None
    allow(request, tools.hosts)
    return consent.question(tools)


@register.simple_tag
def consent_url() -> str:
    """Where the choice is changed; empty where nobody is asked."""
    return reverse("legal:consent") if statistics_tools() else ""


@register.simple_tag
def legal_text(page: LegalPage) -> Text:
    """An imprint is looked through, not quoted."""
    may_number = page.kind != LegalKind.IMPRINT
    parts = parts_of(page.body, may_number=may_number)
    is_listed = may_number and is_long([part.heading for part in parts])
    return Text(parts, [part for part in parts if part.heading] if is_listed else [])


@register.simple_tag
def legal_history(page: LegalPage) -> History:
    """One query."""
    known = versions.versions(page)
    base = page.get_url() or ""
    earlier = [_earlier(version, f"{base}{VERSION}/{version.revision}/") for version in reversed(known[:-1])]
    return History(_since(versions.since(page, known)), earlier)


@register.filter
def version_label(version: Version) -> str:
    """ "Fassung vom 12. Juni 2026" in German."""
    return _("Version of {date}").format(date=dates.dated(version.since))


@register.filter
def version_end(version: Version) -> str:
    """ "Ersetzt am 1. August 2026 um 14:05 Uhr." in German; empty for what is valid."""
    if version.replaced_at is None:
        return ""
    day, time = dates.dated(version.replaced_at), dates.at(version.replaced_at)
    return _("Replaced on {date} at {time}.").format(date=day, time=time)


def _earlier(version: Version, url: str) -> Earlier:
    return Earlier(url, version_label(version), version_end(version))


def _since(day: object) -> str:
    return _("As of {date}").format(date=dates.dated(day))
