"""Who works here, in plain words (`salon/cms/seo/llms_txt.py`)."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from salon.cms.registries import PlainLine, PlainPart
from salon.lib.urls import absolute
from team.selectors import Face, faces


def team_in_words(request: HttpRequest) -> Iterator[PlainPart]:
    """Everybody who is shown by name and has a page in the active language."""
    shown = faces(request).values()
    if shown:
        yield PlainPart(_("Team"), tuple(map(_line, shown)))


def _line(face: Face) -> PlainLine:
    facts = (face.profile.role, face.languages)
    return PlainLine(face.name, face.url and absolute(face.url), "; ".join(part for part in facts if part))
