"""How editors write their own words for a letter: what may stand in it, and the standard words, are shown beside it."""

from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, PublishingPanel
from wagtail.admin.utils import set_query_params
from wagtail.admin.widgets import Button
from wagtail.models import Locale
from wagtail.snippets.views import snippets

from salon.cms.admin import TextForm
from salon.outbox.admin.placeholders import placeholders_of
from salon.outbox.models import MessageText
from salon.outbox.wording import PARTS, OwnWords, Wording, wordings


def standard_words(of: Wording, code: str) -> OwnWords:
    """What a letter says in a language where nobody has written anything else; its placeholders are not filled."""
    with translation.override(code):
        return OwnWords(
            subject=gettext(of.subject),
            preheader=gettext(of.preheader) if of.preheader else "",
            heading=gettext(of.heading),
            body="\n".join(gettext(line) for line in of.lines),
        )


class LetterForm(TextForm):
    """The letter and the language are chosen before; the form only keeps them."""

    fact = "letter"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].disabled = True
        of = wordings.get(self.instance.letter)
        if of is None:
            return
        standard = standard_words(of, self.instance.locale.language_code)
        for part in PARTS:
            if part in self.fields:
                self.fields[part].help_text = _beside(self.fields[part].help_text, getattr(standard, part))


class LetterPanel(Panel):
    """What happens to an empty field, and a way to begin with the standard words."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": ["letter"], "widgets": {"letter": forms.HiddenInput}}

    class BoundPanel(Panel.BoundPanel):
        template_name = "outbox/admin/letter_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            start = set_query_params(self.request.get_full_path(), {"standard": 1})
            return super().get_context_data(parent_context) | {"field": self.form["letter"], "start_url": start}


class PlaceholdersPanel(Panel):
    """What may stand in curly brackets."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "outbox/admin/placeholders_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            of, code = wordings.get(self.instance.letter), self.instance.locale.language_code
            known = list(placeholders_of(of, code)) if of else []
            return super().get_context_data(parent_context) | {"placeholders": known}


LETTER_FORM = ObjectList(
    [
        LetterPanel(),
        *map(FieldPanel, PARTS),
        PlaceholdersPanel(heading=gettext_lazy("Placeholders"), icon="code"),
        PublishingPanel(),
    ],
    base_form_class=LetterForm,
)


class Chosen:
    """A new text is of the letter and language that the address names."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.letter = request.GET.get("letter", "")
        super().setup(request, *args, **kwargs)

    @cached_property
    def new_text(self) -> MessageText:
        code = self.request.GET.get("locale")
        locale = get_object_or_404(Locale, language_code=code) if code else Locale.get_default()
        return MessageText(letter=self.letter, locale=locale)


class Beginning:
    """With `?standard` what is empty begins with the standard words."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        text, of = kwargs["instance"], wordings.get(kwargs["instance"].letter)
        if of is not None and "standard" in self.request.GET:
            standard = standard_words(of, text.locale.language_code)
            kwargs["initial"] = {part: getattr(text, part) or getattr(standard, part) for part in PARTS}
        return kwargs


class LetterAdd(Chosen, Beginning, snippets.CreateView):
    """Without a letter it leads to where one is chosen, and to the text where there is one already."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.letter not in wordings:
            return redirect(reverse(self.index_url_name))
        written = MessageText.objects.filter(letter=self.letter, locale=self.new_text.locale).first()
        if written is not None:
            return redirect(reverse(self.edit_url_name, args=[quote(written.pk)]))
        return super().get(request, *args, **kwargs)

    def get_initial_form_instance(self) -> MessageText:
        return self.new_text

    def get_page_subtitle(self) -> str:
        return str(self.new_text)

    def get_add_url(self) -> str:
        return set_query_params(super().get_add_url(), {"letter": self.letter})

    def get_preview_url(self) -> str:
        chosen = {"letter": self.letter, "locale": self.new_text.locale.language_code}
        return set_query_params(super().get_preview_url(), chosen)


class LetterAddPreview(Chosen, snippets.PreviewOnCreateView):
    def get_object(self) -> MessageText:
        return self.new_text


class LetterEdit(Beginning, snippets.EditView):
    """Translated from here, too: the list of letters has no room for that."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        found = super().header_more_buttons
        for hook in hooks.get_hooks("register_snippet_listing_buttons"):
            found = [*found, *hook(self.object, self.request.user, self.request.path)]
        return found


def _beside(hint: Any, standard: str) -> SafeString:
    """A field's hint, with its standard words."""
    lines = format_html_join(SafeString("<br>"), "{}", [[line] for line in standard.splitlines()])
    said = format_html("{} {}", gettext("Standard:"), lines) if standard else ""
    return format_html_join(SafeString("<br>"), "{}", [[part] for part in (hint, said) if part])
