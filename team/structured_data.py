"""The masters for search engines: those who are shown by name, with what their pages say."""

from collections.abc import Iterable

from django.http import HttpRequest

from booking.structured_data import catalogue
from salon.cms import pictures
from salon.cms.models import BasePage
from salon.cms.structured_data.pages import own_picture
from salon.cms.structured_data.salon import salon_facts
from salon.cms.structured_data.terms import Node, filled, id_of, page_id, picture, ref, salon_id
from salon.lib.urls import absolute
from team.models import MasterPage, TeamPage
from team.selectors import Face, faces


def nodes(request: HttpRequest, page: BasePage) -> Iterable[Node]:
    if isinstance(page, TeamPage):
        yield {"@id": page_id(request, page), "@type": "CollectionPage", "about": ref(salon_id())}
        yield salon_facts(request)
        yield catalogue(request)
        yield from employees(request)
    if isinstance(page, MasterPage) and (face := faces(request).get(page.master_id)):
        yield _person(face) | filled({"image": own_picture(page), "hasCredential": list(_certificates(page))})
        yield {"@id": page_id(request, page), "@type": "ProfilePage", "mainEntity": ref(_person_id(face))}


def employees(request: HttpRequest) -> Iterable[Node]:
    """Everybody who has a page in this language, and that they work here."""
    found = pictures.in_place(faces(request).values())
    for face in found:
        yield _person(face) | filled({"image": picture(face.picture, face.alt)})
    if found:
        yield {"@id": salon_id(), "employee": [ref(_person_id(face)) for face in found]}


def _person(face: Face) -> Node:
    return filled(
        {
            "@type": "Person",
            "@id": _person_id(face),
            "name": face.name,
            "jobTitle": face.profile.role,
            "description": face.profile.short,
            "knowsLanguage": list(face.profile.languages),
            "url": absolute(face.url),
            "worksFor": ref(salon_id()),
        }
    )


def _certificates(page: MasterPage) -> Iterable[Node]:
    for block in page.works:
        for item in block.value["items"] if block.block_type == "certificates" else ():
            issuer, year = item["issuer"], item["year"]
            yield filled(
                {
                    "@type": "EducationalOccupationalCredential",
                    "name": item["title"],
                    "dateCreated": str(year) if year else "",
                    "recognizedBy": issuer and {"@type": "Organization", "name": issuer},
                }
            )


def _person_id(face: Face) -> str:
    return id_of(f"master-{face.profile.slug}")
