"""A fact's form takes its words in the default language too, so that one form is enough."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

from booking.actions.words import default_text, write_words
from booking.models import Category, Master, Service
from booking.selectors import agenda
from salon.cms.models import TranslatedText
from salon.cms.translations.actions.begin import begin_translations

NAMED = {Service: agenda.named_services, Category: agenda.named_categories, Master: agenda.named_masters}


class WordsForm(WagtailAdminModelForm):
    """The fact and its text: `text_model`'s field `key` points to the fact, the form's fields `words` are the text's.

    The short name is made from the name where none is typed.
    """

    text_model: ClassVar[type[TranslatedText]]
    key: ClassVar[str]
    words: ClassVar[tuple[str, ...]]

    slug = forms.SlugField(
        label=_("Short name"),
        required=False,
        max_length=50,
        widget=SlugInput,
        help_text=_("Stands in links; don't change it later. Empty: made from the name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = default_text(self.text_model, self.key, self.instance)
        for word in self.words:
            self.initial.setdefault(word, getattr(text, word))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in cleaned and not cleaned["slug"]:
            cleaned["slug"] = slugify(cleaned.get("name", ""))[:50]
        if "name" in cleaned and not cleaned.get("slug"):
            self.add_error("slug", _("Please enter a short name in Latin letters."))
        return cleaned

    def save(self, commit: bool = True) -> models.Model:
        fact = super().save(commit=commit)
        words = {word: self.cleaned_data[word] for word in self.words}
        write_words(self.text_model, self.key, fact, words, by=self.for_user)
        begin_translations(instance=default_text(self.text_model, self.key, fact), by=self.for_user)
        fact.name = words["name"]
        return fact


class NamePanel(TitleFieldPanel):
    """Writes the short name while the name is typed, as long as both are new: links keep what they have."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


def words_panel(*words: str) -> MultiFieldPanel:
    """`words`: the name first."""
    name, *others = words
    return MultiFieldPanel(
        [NamePanel(name, classname=None, placeholder=False), *map(FieldPanel, others)],
        heading=_("Words in the main language"),
        help_text=_("Saving publishes them. The other languages are translated under Snippets."),
    )


class NamedIterator(forms.models.ModelChoiceIterator):
    """Facts by their names in the language of whoever looks."""

    def __init__(self, field: forms.ModelChoiceField) -> None:
        super().__init__(field)
        self.queryset = NAMED[field.queryset.model]().filter(pk__in=field.queryset.order_by().values("pk"))


class NamedChoiceField(forms.ModelChoiceField):
    """Offers services, categories or masters by name instead of by slug."""

    iterator = NamedIterator

    def label_from_instance(self, fact: Any) -> str:
        return fact.name


for model in NAMED:
    register_form_field_override(models.ForeignKey, to=model, override={"form_class": NamedChoiceField})
