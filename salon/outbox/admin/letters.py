"""All letters of the salon, in every language: how each looks, and the editors' own texts."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Locale

from salon.cms.admin import TextViewSet
from salon.lib import language
from salon.outbox.admin import texts
from salon.outbox.models import MessageText
from salon.outbox.previews import preview
from salon.outbox.selectors import texts_of_letters
from salon.outbox.wording import wordings

LOOK = ["add", "change", "delete", "view"]
# Where wagtail-localize looks for the views of a snippet.
NAMESPACE = "wagtailsnippets_outbox_messagetext"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Cell:
    """A letter in one language; an empty address is a door that is closed to whoever looks."""

    language: str
    text: MessageText | None
    preview_url: str
    add_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str | Promise
    cells: list[Cell]


class LettersView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A row a letter, a column a language."""

    permission_policy: Any = None
    any_permission_required = LOOK
    add_url_name = edit_url_name = ""
    template_name = "outbox/admin/letters.html"
    page_title = _("Letters")
    header_icon = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        written = texts_of_letters()
        codes = list(language.CODES)
        # A language of the salon may not be one of Wagtail's yet.
        known = set(Locale.objects.values_list("language_code", flat=True))
        rows = [
            Row(of.label, [self._cell(of.key, code, written.get((of.key, code)), code in known) for code in codes])
            for of in sorted(wordings.values(), key=lambda of: str(of.label))
        ]
        return super().get_context_data(names=[name for _code, name in settings.LANGUAGES], rows=rows, **kwargs)

    def _cell(self, key: str, code: str, text: MessageText | None, is_known: bool) -> Cell:
        add = edit = ""
        if text is not None and self.user_has_permission("change"):
            edit = reverse(self.edit_url_name, args=[text.pk])
        if text is None and is_known and self.user_has_permission("add"):
            add = set_query_params(reverse(self.add_url_name), {"letter": key, "locale": code})
        return Cell(code, text, reverse(f"{NAMESPACE}:look", args=[key, code]), add, edit)


class LetterPreview(PermissionCheckedMixin, View):
    """A letter as it would leave: the mail, or with `?text` its text part below its subject."""

    permission_policy: Any = None
    any_permission_required = LOOK
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, key: str, code: str) -> HttpResponse:
        if key not in wordings or code not in dict(settings.LANGUAGES):
            raise Http404
        shown = preview(wordings[key], code)
        if "text" in request.GET:
            words = shown.letter.words
            return HttpResponse(f"{words.subject}\n{words.preheader}\n\n{shown.text}", content_type=PLAIN)
        return HttpResponse(shown.html)


class LetterViewSet(TextViewSet):
    """The list shows every letter, whether it has a text of an editor or not."""

    model = MessageText
    icon = "mail"
    base_url_path = "letters"
    menu_label = _("Letters")
    # It stands below "Messages".
    menu_item_is_registered = True
    index_view_class = LettersView
    add_view_class = texts.LetterAdd
    edit_view_class = texts.LetterEdit
    preview_on_add_view_class = texts.LetterAddPreview
    edit_handler = texts.LETTER_FORM
    index_template_name = LettersView.template_name

    def get_urlpatterns(self) -> list[URLPattern]:
        look = self.construct_view(LetterPreview)
        return [*super().get_urlpatterns(), path("<slug:key>/<slug:code>/", look, name="look")]
