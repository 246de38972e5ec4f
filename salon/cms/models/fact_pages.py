"""Pages about a fact (service, category, master): the fact's name is their title."""

from functools import partial
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from salon.cms.models.pages import BasePage
from salon.cms.models.texts import TranslatedText


class FactPage(BasePage):
    """A page about the fact that its foreign key `fact` points to; one a language.

    The title is the name in the fact's text, in the page's language, else in the default one. It can't be typed; it is
    taken whenever the page is saved or published, and `keep_titles` takes it whenever the text changes.
    """

    fact: ClassVar[str]

    class Meta:
        abstract = True

    def full_clean(self, *args: object, **kwargs: object) -> None:
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        self.title = self.draft_title = self.fact_name() or self.title
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        key = f"{self.fact}_id"
        same = type(self).objects.filter(**{key: getattr(self, key)}, locale_id=self.locale_id).exclude(pk=self.pk)
        if getattr(self, key) and same.exists():
            raise ValidationError({self.fact: _("There is a page about this already.")})

    def fact_name(self) -> str:
        fact = getattr(self, self.fact, None) if getattr(self, f"{self.fact}_id") else None
        if fact is None:
            return ""
        texts = fact.texts.filter(live=True).select_related("locale")
        names = {text.locale.language_code: text.name for text in texts}
        return names.get(self.locale.language_code) or names.get(settings.LANGUAGE_CODE, "")


def keep_titles(page_model: type[FactPage]) -> None:
    """Rename the pages of `page_model` whenever the text of their fact is saved live or published."""
    fact = page_model._meta.get_field(page_model.fact).related_model
    text_model = fact._meta.get_field("texts").related_model
    name = f"{page_model._meta.label}.title"
    post_save.connect(partial(_rename, page_model), sender=text_model, weak=False, dispatch_uid=name)


def _rename(page_model: type[FactPage], *, instance: TranslatedText, **_kwargs: object) -> None:
    """Asks the database, because a draft is saved with words that are not live."""
    live = type(instance).objects.filter(pk=instance.pk, live=True).first()
    if live is None:
        return
    about = {f"{page_model.fact}_id": getattr(live, f"{page_model.fact}_id")}
    for page in page_model.objects.filter(**about, locale_id=live.locale_id).exclude(title=live.name):
        page.save()
