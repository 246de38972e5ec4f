"""Translations go where their page goes: away with it, offline with it, below another page with it.

"Cascade" is Wagtail's word.
"""

from collections.abc import Iterable, Sequence, Set
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Model, Q
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from salon.cms.translations.actions.begin import begin_translations
from salon.cms.translations.rights import User
from salon.cms.translations.translatable import is_source


def translations_of(pages: Iterable[Page], action: str) -> dict[Page, list[Page]]:
    """What Wagtail deletes or unpublishes together with each page, and names before it asks; nothing at other actions.

    Moving is not among them: Wagtail would fail where the new parent has no translation.
    """
    others = {page: Page.objects.translation_of(page) for page in pages if is_source(page)}
    match action:
        case "delete":
            return {page: list(found) for page, found in others.items()}
        case "unpublish":
            return {page: list(found.filter(live=True)) for page, found in others.items()}
    return {}


def delete_with(*, pages: Iterable[Page], by: User) -> None:
    """Delete the translations of pages, with everything below them."""
    for page in pages:
        for pk in Page.objects.translation_of(page).values_list("pk", flat=True) if is_source(page) else ():
            found = Page.objects.filter(pk=pk).first()
            if found is not None:
                found.specific.delete(user=by)


def count_deleted_with(pages: Sequence[Page]) -> tuple[int, int]:
    """How many translations `delete_with` would delete, and how many more pages below them; without those that are
    deleted anyway.
    """
    chosen = _with_below({page.path for page in pages})
    others = {other.path for found in translations_of(pages, "delete").values() for other in found} - chosen
    return len(others), len(_with_below(others) - others - chosen)


def _with_below(paths: Set[str]) -> set[str]:
    """Paths in the tree of pages: these and all below."""
    if not paths:
        return set()
    below = reduce(or_, (Q(path__startswith=path) for path in paths))
    return set(Page.objects.filter(below).values_list("path", flat=True))


def unpublish_with(*, pages: Iterable[Page], by: User, and_below: bool) -> None:
    """Take the translations of pages off. Wagtail does it by itself for one page, not for several at once."""
    for others in translations_of(pages, "unpublish").values():
        for other in others:
            action = UnpublishPageAction(other, user=by, include_descendants=and_below)
            action.execute(skip_permission_checks=True)


@transaction.atomic
def move_with(*, page: Page, by: User) -> list[str]:
    """Move the translations of a page that was moved below the translations of its new parent; codes of languages in
    which that was not possible: the address is taken there, or the parent could not be made.
    """
    if not is_source(page):
        return []
    parent = page.get_parent()
    begin_translations(instance=parent.specific, by=by)
    parents = {found.locale_id: found for found in Page.objects.translation_of(parent)}
    left = []
    for other in Page.objects.translation_of(page).select_related("locale"):
        target = parents.get(other.locale_id)
        if target is not None and other.is_child_of(target):
            continue
        if target is None or not Page._slug_is_available(other.slug, target, page=other):
            left.append(other.locale.language_code)
            continue
        action = MovePageAction(other.specific, target, pos="last-child", user=by)
        action.execute(skip_permission_checks=True)
    return left


def delete_drafts_with(*, texts: Iterable[Model]) -> None:
    """Delete drafts of texts that are gone. What is live was written for its own language and stays."""
    for text in filter(is_source, texts):
        type(text)._base_manager.filter(translation_key=text.translation_key, live=False).delete()
