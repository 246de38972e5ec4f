"""What the pages ask of the catalogue."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils import timezone
from django.utils.translation import ngettext

from booking.selectors.catalog import load_catalog
from home.models import CategoryPage, HomePage, ServicePage
from home.selectors import Section, ServiceFacts, ServiceRow, above, popular, sections, service_facts
from salon.cms import pictures
from salon.cms.models import SalonImage
from salon.cms.salon_calendar import closures
from salon.lib import dates, language
from team.selectors import Face, faces

register = template.Library()
# How far ahead closed days are told.
DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What lives on the home page; all of it only as far as it has a page in this language."""

    sections: list[Section]
    popular: list[ServiceRow]
    faces: list[Face]
    services_url: str
    team_url: str
    hero: SalonImage | None
    room: SalonImage | None

    @property
    def categories(self) -> str:
        return ", ".join(section.name for section in self.sections)

    @property
    def masters(self) -> str:
        return ", ".join(face.name for face in self.faces)


@register.simple_tag(takes_context=True)
def home_content(context: RequestContext, page: HomePage) -> HomeContent:
    """All pictures of the page in one go, because it has the most of them."""
    request = context["request"]
    found = sections(request, load_catalog())
    shown, people = [section for section in found if section.href], list(faces(request).values())
    own = [page.hero_picture_id, page.room_picture_id]
    images = pictures.load([*own, *(thing.picture_id for thing in (*shown, *people))])
    return HomeContent(
        sections=[replace(section, picture=images.get(section.picture_id)) for section in shown],
        popular=popular(found),
        faces=[replace(face, picture=images.get(face.picture_id)) for face in people],
        services_url=above(shown[0].href) if shown else "",
        team_url=above(people[0].url) if people else "",
        hero=images.get(page.hero_picture_id),
        room=images.get(page.room_picture_id),
    )


@register.simple_tag(takes_context=True)
def service_sections(context: RequestContext) -> list[Section]:
    """All categories with their price rows."""
    return pictures.in_place(sections(context["request"], load_catalog()))


@register.simple_tag(takes_context=True)
def category_section(context: RequestContext, page: CategoryPage) -> Section | None:
    """One category; None while nothing in it can be booked."""
    return next(
        (section for section in sections(context["request"], load_catalog()) if section.slug == page.category.slug),
        None,
    )


@register.simple_tag(takes_context=True)
def service_details(context: RequestContext, page: ServicePage) -> ServiceFacts | None:
    """What can be known of a page's service; None while it can't be booked."""
    request = context["request"]
    people = {face.profile.pk: face for face in pictures.in_place(faces(request).values())}
    return service_facts(request, load_catalog(), page.service.slug, people)


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
