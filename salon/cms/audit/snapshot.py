"""The site as one run of the audit sees it: the page tree, and the pages that are looked at, a hundred at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from salon.cms.audit.fragments import Fragment, PageBlock, blocks_of, fields_of
from salon.cms.models import HOME_DEPTH, BasePage
from salon.cms.public_tree import PublicTree, public_tree
from salon.cms.selectors import salon_text
from salon.lib import language
from salon.lib.urls import page_path

CHUNK = 100
COLUMNS = (
    *("pk", "path", "depth", "numchild", "url_path", "live", "title", "translation_key", "locale__language_code"),
    *("alias_of_id", "show_in_menus", "content_type_id"),
)


class TreeRow(NamedTuple):
    """A page of the tree, live or not. `alias_of`: the page whose words it shows under its own address."""

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
        return page_path(self.language, self.url_path)

    @property
    def model(self) -> type[Page] | None:
        return ContentType.objects.get_for_id(self.type_id).model_class()


@dataclass(frozen=True)
class AuditedPage:
    """A page that is looked at, read once for all checks."""

    page: BasePage
    row: TreeRow

    @property
    def language(self) -> str:
        return self.row.language

    @cached_property
    def blocks(self) -> Sequence[PageBlock]:
        return list(blocks_of(self.page))

    @cached_property
    def fragments(self) -> Sequence[Fragment]:
        """Texts of fields, then what stands in blocks."""
        return [*fields_of(self.page), *(fragment for block in self.blocks for fragment in block.fragments)]


class Snapshot:
    """Each list is read once, when it is first asked for."""

    @cached_property
    def rows(self) -> dict[int, TreeRow]:
        """Every page below the root by its id, in the order of the tree."""
        found = Page.objects.filter(depth__gte=HOME_DEPTH).order_by("path").values_list(*COLUMNS)
        return {columns[0]: TreeRow(*columns) for columns in found}

    def row(self, number: object) -> TreeRow | None:
        """A page by its id as a block or a link holds it; None where there is none."""
        return self.rows.get(int(str(number))) if str(number).isdecimal() else None

    @cached_property
    def tree(self) -> PublicTree:
        return public_tree()

    @cached_property
    def public_rows(self) -> list[TreeRow]:
        """What is looked at: live, seen by everybody, and no mirror of another one; the default language first."""
        ours = (row for row in self.rows.values() if issubclass(row.model or Page, BasePage))
        shown = (row for row in ours if row.live and not row.alias_of and self.tree.holds(row.path))
        return sorted(shown, key=lambda row: (row.language != settings.LANGUAGE_CODE, row.path))

    @cached_property
    def addresses(self) -> set[str]:
        """Of live pages, and those that lead on to another address."""
        moved = (f"{path}/" for path in Redirect.objects.values_list("old_path", flat=True))
        return {row.url for row in self.rows.values() if row.live}.union(moved)

    @cached_property
    def names(self) -> dict[str, str]:
        """The salon's name by language."""
        return {code: salon_text(code).name for code in language.CODES}

    def chunks(self) -> Iterator[list[AuditedPage]]:
        for begin in range(0, len(self.public_rows), CHUNK):
            rows = self.public_rows[begin : begin + CHUNK]
            found = Page.objects.filter(pk__in=[row.pk for row in rows]).specific()
            known = {page.pk: page for page in found}
            yield [AuditedPage(known[row.pk], row) for row in rows if isinstance(known.get(row.pk), BasePage)]
