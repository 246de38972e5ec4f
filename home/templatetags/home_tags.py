"""What pages and blocks ask of the catalogue."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue

from home.models import CategoryPage, ServicePage, ServicesPage
from home.selectors import Section, ServiceFacts, ServiceRow, rows_of, sections, service_facts, with_pages
from salon.cms import pictures
from salon.cms.salon_calendar import closures
from salon.cms.top_pages import overview_url
from salon.lib import dates, language
from team.selectors import faces

register = template.Library()
# How far ahead closed days are told.
DAYS_AHEAD = 60


@register.simple_tag(takes_context=True)
def gather_pictures(context: RequestContext, stream: StreamValue) -> str:
    """Before a page shows its blocks: all their pictures at once, because a page may have many of them."""
    request, types = context["request"], {block["type"] for block in stream.raw_data}
    shown = [*with_pages(request)] if "categories" in types else []
    people = faces(request).values() if types & {"team", "master"} else []
    pictures.gather([*pictures.ids_in(list(stream.raw_data)), *(thing.picture_id for thing in (*shown, *people))])
    return ""


@register.simple_tag(takes_context=True)
def shown_categories(context: RequestContext, slugs: Collection[str] = ()) -> list[Section]:
    """The categories with a page, all or the chosen ones, with their pictures."""
    return pictures.in_place(with_pages(context["request"], slugs or ()))


@register.simple_tag(takes_context=True)
def chosen_services(context: RequestContext, category: str, slugs: Collection[str]) -> list[ServiceRow]:
    """Chosen services, else those of a category, else the popular ones."""
    return rows_of(context["request"], category or "", slugs or ())


@register.simple_tag(takes_context=True)
def priced_categories(context: RequestContext, slugs: Collection[str] = ()) -> list[Section]:
    """All categories, or the chosen ones, with their price rows, whether they have pages or not."""
    return [section for section in sections(context["request"]) if not slugs or section.slug in slugs]


@register.simple_tag(takes_context=True)
def category_names(context: RequestContext) -> str:
    return ", ".join(section.name for section in with_pages(context["request"]))


@register.simple_tag
def services_url() -> str:
    """The address of the overview of services; empty where there is none in this language."""
    return overview_url(ServicesPage, language.current())


@register.simple_tag(takes_context=True)
def service_sections(context: RequestContext) -> list[Section]:
    """All categories with their price rows and pictures."""
    return pictures.in_place(sections(context["request"]))


@register.simple_tag(takes_context=True)
def category_section(context: RequestContext, page: CategoryPage) -> Section | None:
    """One category; None while nothing in it can be booked."""
    pictures.gather([page.picture_id])
    return next((section for section in sections(context["request"]) if section.slug == page.category.slug), None)


@register.simple_tag(takes_context=True)
def service_details(context: RequestContext, page: ServicePage) -> ServiceFacts | None:
    """What can be known of a page's service; None while it can't be booked."""
    request = context["request"]
    found = faces(request).values()
    pictures.gather([page.picture_id, *(face.picture_id for face in found)])
    return service_facts(request, page.service_id, {face.profile.pk: face for face in pictures.in_place(found)})


@register.filter
def hours_before(hours: int) -> str:
    """ "up to 24 hours before"."""
    return ngettext("up to {n} hour before", "up to {n} hours before", hours).format(n=hours)


@register.simple_tag
def closures_ahead() -> list[dict[str, str]]:
    """The days of the coming weeks on which the salon is closed though it usually is not, with their names."""
    today = timezone.localdate(timezone=ZoneInfo(settings.SALON_TIME_ZONE))
    found = closures(today, DAYS_AHEAD, language.current())
    return [{"when": dates.long(day), "name": name} for day, name in found]
