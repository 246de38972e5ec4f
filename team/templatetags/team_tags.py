"""What the team's pages ask for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.template import RequestContext
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.selectors.catalog import load_catalog
from salon.cms import pictures
from team.models import MasterPage
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
    catalog = load_catalog()
    shown = pictures.in_place(faces(context["request"]).values())
    return [Portrait(face, specialities(catalog, face.profile.pk)) for face in shown]


@register.simple_tag(takes_context=True)
def master_portrait(context: RequestContext, page: MasterPage) -> Portrait | None:
    """The master of a page with her services; None while she is not shown by name."""
    request, catalog, master = context["request"], load_catalog(), page.master_id
    face = faces(request).get(master)
    if face is None:
        return None
    return Portrait(face, specialities(catalog, master), weekdays(master), own_rows(request, catalog, master))


@register.filter
def experience(face: Face) -> str:
    """ "18 years of experience", today."""
    years = face.years(localdate())
    return ngettext("{n} year of experience", "{n} years of experience", years).format(n=years) if years else ""


@register.filter
def book_with(face: Face) -> str:
    return _("Book with {master}").format(master=face.name)
