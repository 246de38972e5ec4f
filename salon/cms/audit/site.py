"""The site as the audit knows it: what stands where, and the pages that are looked at, a hundred at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from salon.cms.audit.parts import Part, Section, fields_of, sections_of
from salon.cms.models import HOME_DEPTH, BasePage
from salon.cms.selectors import salon_text

CHUNK = 100
COLUMNS = (
    *("pk", "path", "depth", "numchild", "url_path", "live", "title", "translation_key", "locale__language_code"),
    *("alias_of_id", "show_in_menus", "content_type_id"),
)


class Place(NamedTuple):
    """A page's place in the tree. `alias_of`: the page whose words it shows under its own address."""

    pk: int
    path: str
    depth: int
    children: int
    url_path: str
    live: bool
    title: str
    key: object
    language: str
    alias_of: int | None
    in_menu: bool
    type_id: int

    @property
    def url(self) -> str:
        """The home pages stand right below the root; their own slugs are in no address."""
        return f"/{self.language}/{self.url_path.split('/', 2)[2]}"

    @property
    def model(self) -> type[Page] | None:
        return ContentType.objects.get_for_id(self.type_id).model_class()


@dataclass(frozen=True)
class Sheet:
    """A page that is looked at, read once for all checks."""

    page: BasePage
    place: Place

    @property
    def language(self) -> str:
        return self.place.language

    @cached_property
    def sections(self) -> Sequence[Section]:
        return list(sections_of(self.page))

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Texts of fields, then what stands in blocks."""
        return [*fields_of(self.page), *(part for section in self.sections for part in section.parts)]


class Site:
    """Each list is read once, when it is first asked for."""

    @cached_property
    def places(self) -> dict[int, Place]:
        """Every page below the root, live or not."""
        rows = Page.objects.filter(depth__gte=HOME_DEPTH).order_by("path").values_list(*COLUMNS)
        return {row[0]: Place(*row) for row in rows}

    def place(self, number: object) -> Place | None:
        """A page by its id as a block or a link holds it; None where there is none."""
        return self.places.get(int(str(number))) if str(number).isdecimal() else None

    @cached_property
    def pages(self) -> list[Place]:
        """What is looked at: live, seen by everybody, and no mirror of another one; the default language first."""
        walls = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
        ours = (place for place in self.places.values() if issubclass(place.model or Page, BasePage))
        shown = [place for place in ours if place.live and not place.alias_of]
        public = [place for place in shown if not place.path.startswith(walls)] if walls else shown
        return sorted(public, key=lambda place: (place.language != settings.LANGUAGE_CODE, place.path))

    @cached_property
    def addresses(self) -> set[str]:
        """Of live pages, and those that lead on to another address."""
        moved = (f"{path}/" for path in Redirect.objects.values_list("old_path", flat=True))
        return {place.url for place in self.places.values() if place.live}.union(moved)

    @cached_property
    def names(self) -> dict[str, str]:
        """The salon's name by language."""
        return {code: salon_text(code).name for code, _name in settings.LANGUAGES}

    def sheets(self) -> Iterator[list[Sheet]]:
        for begin in range(0, len(self.pages), CHUNK):
            chunk = self.pages[begin : begin + CHUNK]
            found = Page.objects.filter(pk__in=[place.pk for place in chunk]).specific()
            known = {page.pk: page for page in found}
            yield [Sheet(known[place.pk], place) for place in chunk if isinstance(known.get(place.pk), BasePage)]
