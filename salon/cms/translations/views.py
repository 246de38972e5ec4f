"""The board's pages and buttons."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import TranslationSource

from salon.cms.editors import BOARD
from salon.cms.translations import rights, sentence_views
from salon.cms.translations.actions.begin import begin_translations
from salon.cms.translations.actions.import_po import import_po
from salon.cms.translations.actions.update import Updated, update_translations
from salon.cms.translations.board_filter import BoardFilter
from salon.cms.translations.errors import NotImported
from salon.cms.translations.po import write_po
from salon.cms.translations.selectors.board import Row, board_rows, summaries
from salon.cms.translations.selectors.open_sentences import open_sentences_for
from salon.cms.translations.selectors.sources import find_original, original_of
from salon.lib.language import OTHERS, names

PER_PAGE = 50
PO_TYPE = "text/x-gettext-translation; charset=utf-8"


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    """Rows are pages and texts, columns languages; narrowed by the fields of `BoardFilter`."""

    template_name = "cms/translations/board.html"
    page_title = gettext_lazy("Translation board")
    header_icon = "wagtail-localize-language"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = board_rows(self.request.user)
        filters = BoardFilter(self.request.GET)
        shown = Paginator(filters.narrow(rows), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            source_language=settings.LANGUAGE_CODE,
            languages=[each for each in summaries(rows) if each.code in filters.languages],
            filters=filters,
            kinds={row.kind: row.kind_name for row in rows},
            groups=_groups(list(shown)),
            page_obj=shown,
            elided_page_range=shown.paginator.get_elided_page_range(shown.number),
            may_submit=rights.may_submit(self.request.user),
            here=self.request.get_full_path(),
            **kwargs,
        )


class BoardAction(View):
    """A button of the board: a POST that comes back to where it was pressed."""

    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_submit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> HttpResponse:
        return redirect(get_valid_next_url_from_request(self.request) or reverse(BOARD))


class BeginView(BoardAction):
    """Make the drafts that a page or text lacks."""

    def post(self, request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
        instance = _changeable(request, find_original(kind=kind, key=key))
        if failed := begin_translations(instance=instance, by=request.user):
            told = _("A draft to translate could not be made: {languages}.")
            messages.error(request, told.format(languages=names(failed)))
        else:
            messages.success(request, _("The drafts are there to be translated."))
        return self.back()


class UpdateView(BoardAction):
    """Give translators the present words."""

    def post(self, request: HttpRequest, source: int) -> HttpResponse:
        found = get_object_or_404(TranslationSource, pk=source, locale__language_code=settings.LANGUAGE_CODE)
        _changeable(request, original_of(found))
        updated = update_translations(source=found, by=request.user)
        for told in _told(updated):
            messages.success(request, told)
        return self.back()


class ExportView(View):
    """A PO file with everything that is open in a language."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if not rights.may_submit(request.user):
            raise PermissionDenied
        content = write_po(open_sentences_for(locale=_locale_of(code), by=request.user), language=code)
        if not content:
            messages.success(request, _("Nothing is open in this language."))
            return redirect(BOARD)
        name = f'attachment; filename="translations-{code}.po"'
        return HttpResponse(content, content_type=PO_TYPE, headers={"Content-Disposition": name})


class ImportView(BoardAction):
    def post(self, request: HttpRequest) -> HttpResponse:
        locale = _locale_of(request.POST.get("language", ""))
        try:
            done = import_po(content=sentence_views.content_of(request), locale=locale, by=request.user)
        except NotImported as refusal:
            messages.error(request, str(refusal))
            return self.back()
        told = ngettext("{n} sentence was entered.", "{n} sentences were entered.", done.entered)
        if done.unknown:
            told += " " + ngettext(
                "{unknown} is not on the site any more.", "{unknown} are not on the site any more.", done.unknown
            )
        if done.blank:
            told += " " + ngettext(
                "{blank} was left blank and stays open.", "{blank} were left blank and stay open.", done.blank
            )
        messages.success(request, told.format(n=done.entered, unknown=done.unknown, blank=done.blank))
        return self.back()


def urls() -> list[URLPattern]:
    return [
        path("translations/", BoardView.as_view(), name=BOARD),
        path("translations/begin/<str:kind>/<uuid:key>/", BeginView.as_view(), name="translation_begin"),
        path("translations/update/<int:source>/", UpdateView.as_view(), name="translation_update"),
        path("translations/export/<slug:code>/", ExportView.as_view(), name="translation_export"),
        path("translations/import/", ImportView.as_view(), name="translation_import"),
        *sentence_views.urls(),
    ]


def _told(updated: Updated) -> list[str]:
    """What came of an update, a sentence for each kind of end."""
    ends = (
        (_("Updated and published, there was nothing to translate: {languages}."), updated.published),
        (_("Updated. What is public stays until every sentence is translated: {languages}."), updated.open),
        (_("Updated. What was entered since the last publication waits to be published: {languages}."), updated.behind),
    )
    return [told.format(languages=names(codes)) for told, codes in ends if codes] or [_("Updated.")]


def _groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    kinds = dict.fromkeys(row.kind_name for row in rows)
    return [(kind, [row for row in rows if row.kind_name == kind]) for kind in kinds]


def _changeable(request: HttpRequest, original: TranslatableMixin | None) -> TranslatableMixin:
    """Raises Http404 where it is gone, PermissionDenied where this person may not change it."""
    if original is None:
        raise Http404
    if not rights.may_change_this(request.user, original):
        raise PermissionDenied
    return original


def _locale_of(code: str) -> Locale:
    if code not in OTHERS:
        raise Http404
    return get_object_or_404(Locale, language_code=code)
