"""Who works here, in plain words (`salon/cms/seo/plain_words.py`)."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from salon.cms.registries import PlainLine, PlainPart
from team.selectors import Face, faces


def team_in_words(request: HttpRequest) -> Iterator[PlainPart]:
    """Everybody who is shown by name and has a page in the active language."""
    shown = faces(request).values()
    if shown:
        yield PlainPart(_("Team"), tuple(map(_line, shown)))


def _line(face: Face) -> PlainLine:
    url = f"{settings.SALON_URL}{face.url}" if face.url.startswith("/") else face.url
    facts = (face.profile.role, face.languages)
    return PlainLine(face.name, url, "; ".join(part for part in facts if part))
