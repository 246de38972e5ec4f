"""How editors write texts: one row a fact and language, with drafts, translated with wagtail-localize."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

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


class TextViewSet(SnippetViewSet):
    """Texts are changed, published and translated, not copied: a copy would be a second one in its language."""

    icon = "openquote"
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
