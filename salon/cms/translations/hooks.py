"""Where the admin tells us what an editor does with pages and texts."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page, TranslatableMixin

from salon.cms.editors import BOARD, board_url
from salon.cms.registries import dashboard_panels
from salon.cms.translations import localize_views, views
from salon.cms.translations.actions import cascade
from salon.cms.translations.actions.begin import begin_below, begin_translations
from salon.cms.translations.panel import translations_panel
from salon.cms.translations.rights import may_see
from salon.cms.translations.selectors.stale import stale_languages
from salon.cms.translations.translatable import is_source
from salon.lib.language import names

dashboard_panels.register(translations_panel)


@hooks.register("after_create_page")
@hooks.register("after_convert_alias_page")
def begin_page(request: HttpRequest, page: Page) -> None:
    _begin(request, page)


@hooks.register("after_create_snippet")
def begin_text(request: HttpRequest, text: Model) -> None:
    _begin(request, text)


@hooks.register("after_copy_page")
def begin_copy(request: HttpRequest, _page: Page, copy: Page) -> None:
    begin_below(page=copy, by=request.user)


@hooks.register("after_publish_page")
def tell_of_page(request: HttpRequest, page: Page) -> None:
    _tell_stale(request, page)


@hooks.register("after_edit_snippet")
def tell_of_text(request: HttpRequest, text: Model) -> None:
    if "action-publish" in request.POST:
        _tell_stale(request, text)


@hooks.register("before_bulk_action")
def before_many(request: HttpRequest, action: str, objects: Iterable[Model], _view: BulkAction) -> None:
    pages = [each for each in objects if isinstance(each, Page)]
    if action == "delete" and pages:
        cascade.delete_with(pages=pages, by=request.user)


@hooks.register("after_bulk_action")
def after_many(request: HttpRequest, action: str, objects: Iterable[Model], view: BulkAction) -> None:
    pages = [each for each in objects if isinstance(each, Page)]
    if action == "move":
        for page in pages:
            after_move(request, page)
    if action == "unpublish" and pages:
        and_below = bool(view.cleaned_form.cleaned_data.get("include_descendants"))
        cascade.unpublish_with(pages=pages, by=request.user, and_below=and_below)


@hooks.register("after_move_page")
def after_move(request: HttpRequest, page: Page) -> None:
    moved = Page.objects.get(pk=page.pk)
    if left := cascade.move_with(page=moved, by=request.user):
        told = _("Its translation was not moved, because the address is taken there: {languages}.")
        messages.warning(request, told.format(languages=names(left)))


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_too(pages: Iterable[Page], action: str) -> dict[Page, list[Page]]:
    return cascade.translations_of(pages, action)


@hooks.register("after_delete_snippet")
def drafts_too(_request: HttpRequest, texts: Iterable[Model]) -> None:
    cascade.delete_drafts_with(texts=texts)


def _begin(request: HttpRequest, instance: Model) -> None:
    if failed := begin_translations(instance=instance, by=request.user):
        told = _("Saved. A draft to translate could not be made: {languages}.").format(languages=names(failed))
        messages.warning(request, told, buttons=[_board_button(instance)])


def _tell_stale(request: HttpRequest, instance: Model) -> None:
    stale = stale_languages(instance) if is_source(instance) else None
    if stale is None:
        return
    told = ngettext(
        "{n} sentence changed. Now out of date: {languages}.",
        "{n} sentences changed. Now out of date: {languages}.",
        stale.sentences,
    )
    languages = names(stale.languages)
    messages.warning(request, told.format(n=stale.sentences, languages=languages), buttons=[_board_button(instance)])


def _board_button(instance: TranslatableMixin) -> tuple[str, str, bool]:
    return messages.button(board_url(instance.translation_key), _("Translation board"))


class BoardItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    return [*views.urls(), *localize_views.urls()]


@hooks.register("register_reports_menu_item")
def board_item() -> MenuItem:
    label = gettext_lazy("Translation board")
    return BoardItem(label, reverse(BOARD), name=BOARD, icon_name="wagtail-localize-language", order=100)


@hooks.register("construct_reports_menu")
def without_bare_list(_request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize's own list knows no rights, no tree and nothing of what is out of date."""
    bare = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != bare]
