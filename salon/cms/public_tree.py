"""The part of the page tree that everybody may see: the same for search engines, the sitemap and the audit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wagtail.models import Page, PageViewRestriction

from salon.cms.models import has_private_pages
from salon.cms.top_pages import homes
from salon.lib import language
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class PublicTree:
    """What is below the home page of a language that is open, and behind no wall.

    `homes`: the languages' codes by the path of their live, public home pages; `walls`: the paths of private pages.
    """

    homes: Mapping[str, str]
    walls: tuple[str, ...]

    @property
    def languages(self) -> set[str]:
        """Those that are open to guests."""
        return set(self.homes.values())

    def holds(self, path: str) -> bool:
        return path[: 2 * Page.steplen] in self.homes and not path.startswith(self.walls)

    def shows(self, page: Page) -> bool:
        """Whether a page may be named to everybody: live, in this tree, and no mirror of another one."""
        return bool(page.live and page.alias_of_id is None and self.holds(page.path))


@once_a_round
def public_tree() -> PublicTree:
    """At most three queries, of which a page that is being served has made one anyway."""
    walls = PageViewRestriction.objects.values_list("page__path", flat=True) if has_private_pages() else ()
    codes = {home.path: home.locale.language_code for home in homes(language.current())}
    return PublicTree(codes, tuple(walls))


def listed(pages: Iterable[Page]) -> list[Page]:
    """Those that everybody may be told of."""
    tree = public_tree()
    return [page for page in pages if tree.shows(page)]
