"""What the team's pages ask for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import template
from django.template import RequestContext
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.selectors.catalog import catalog
from salon.cms import pictures
from salon.cms.top_pages import overview_url
from salon.lib import language
from team.models import MasterPage, TeamPage
from team.selectors import Face, OwnRow, faces, own_rows, specialities, weekdays

register = template.Library()


@dataclass(frozen=True, slots=True)
class Portrait:
    """A face with what she is best at, and what she does where it is asked for."""

    face: Face
    specialities: str
    weekdays: str = ""
    rows: Sequence[OwnRow] = ()


@register.simple_tag(takes_context=True)
def team_portraits(context: RequestContext) -> list[Portrait]:
    """Everybody, without their services."""
    found = faces(context["request"]).values()
    pictures.gather(face.picture_id for face in found)
    return [Portrait(face, specialities(catalog(), face.profile.pk)) for face in pictures.in_place(found)]


@register.simple_tag(takes_context=True)
def master_portrait(context: RequestContext, page: MasterPage) -> Portrait | None:
    """The master of a page with her services; None while she is not shown by name."""
    request, offered, master = context["request"], catalog(), page.master_id
    pictures.gather([page.picture_id, *pictures.ids_in(list(page.works.raw_data))])
    face = faces(request).get(master)
    if face is None:
        return None
    return Portrait(face, specialities(offered, master), weekdays(master), own_rows(request, offered, master))


@register.simple_tag(takes_context=True)
def chosen_faces(context: RequestContext, slugs: Collection[str] = ()) -> list[Face]:
    """Everybody who has a page, or the chosen ones, with their pictures."""
    found = faces(context["request"]).values()
    return pictures.in_place(face for face in found if not slugs or face.profile.slug in slugs)


@register.simple_tag(takes_context=True)
def chosen_face(context: RequestContext, slug: str) -> Face | None:
    return next(iter(chosen_faces(context, [slug])), None)


@register.simple_tag(takes_context=True)
def master_names(context: RequestContext) -> str:
    return ", ".join(face.name for face in faces(context["request"]).values())


@register.simple_tag
def team_url() -> str:
    """The address of the team's page; empty where there is none in this language."""
    return overview_url(TeamPage, language.current())


@register.filter
def experience(face: Face) -> str:
    """ "18 years of experience", today."""
    years = face.years(localdate())
    return ngettext("{n} year of experience", "{n} years of experience", years).format(n=years) if years else ""


@register.filter
def book_with(face: Face) -> str:
    return _("Book with {master}").format(master=face.name)
