"""How editors write texts: one row a fact and language, with drafts, translated with wagtail-localize."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.admin.views import generic
from wagtail.models import Revision
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from salon.cms.editors import board_url
from salon.cms.models import ClosedDayText, SalonText, TranslatedText


class TextForm(WagtailAdminModelForm):
    """The language is no field of the form, so that there is only one text in it must be checked here."""

    fact: ClassVar[str] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.fact and self.fact not in cleaned:
            return cleaned
        same = type(self.instance).objects.filter(locale=self.instance.locale).exclude(pk=self.instance.pk)
        if self.fact:
            same = same.filter(**{self.fact: cleaned[self.fact]})
        if same.exists():
            self.add_error(self.fact or None, _("There is a text in this language already. Please change that one."))
        return cleaned


def text_form(model: type[TranslatedText], fact: str) -> ObjectList:
    """The model's own panels, with the check for its field `fact`; empty where there is one text a language at all."""
    return ObjectList(model.panels, base_form_class=type("TextForm", (TextForm,), {"fact": fact}))


class TextIndex(IndexView):
    """Whatever a row needs is asked for once for all of them; what is missing in which language shows the board."""

    def get_list_buttons(self, instance: TranslatedText) -> list[Any]:
        return generic.IndexView.get_list_buttons(self, instance)

    def get_list_more_buttons(self, instance: TranslatedText) -> list[Any]:
        found = super().get_list_more_buttons(instance)
        if self.request.user.has_perm("wagtail_localize.submit_translation"):
            icon = "wagtail-localize-language"
            found.append(MenuItem(_("Translate"), board_url(instance.translation_key), icon_name=icon, priority=100))
        return found

    def get_table(self, object_list: Any) -> Any:
        rows, kind = list(object_list), ContentType.objects.get_for_model(self.model)
        of_these = {"object_id__in": [str(row.pk) for row in rows], "approved_go_live_at__isnull": False}
        planned = {found.object_id: found for found in Revision.objects.filter(content_type=kind, **of_these)}
        for row in rows:
            row.scheduled_revision = planned.get(str(row.pk))
        return super().get_table(rows)


class TextViewSet(SnippetViewSet):
    """Texts are changed, published and translated, not copied: a copy would be a second one in its language."""

    icon = "openquote"
    index_view_class = TextIndex
    search_fields: ClassVar = ("name",)
    copy_view_enabled = False
    list_display = ("__str__", LocaleColumn(), LiveStatusTagColumn())
    list_per_page = 50
    ordering = "name"


class SalonTextViewSet(TextViewSet):
    model = SalonText
    icon = "home"
    edit_handler = text_form(SalonText, "")


class ClosedDayTextViewSet(TextViewSet):
    model = ClosedDayText
    icon = "lock"
    menu_label = gettext_lazy("Names of closed days")
    edit_handler = text_form(ClosedDayText, "closed_day")
