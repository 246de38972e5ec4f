"""Pages about a fact (service, category, master): the fact's name is their title."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from salon.cms.models.pages import BasePage


class FactPage(BasePage):
    """A page about the fact that its foreign key `fact` points to; one a language.

    The title is the name in the fact's text, in the page's language, else in the default one. It can't be typed; it is
    taken whenever the page is saved or published, and `salon.cms.titles` takes it whenever the text changes.
    """

    fact: ClassVar[str]
    # What must hold for a fact whose page is named in lists, by the fields of the fact.
    listed_if: ClassVar[Mapping[str, object]] = {}
    # What must hold beside that for one that the catalogue's lists name.
    offered_if: ClassVar[Mapping[str, object]] = {}

    # When what the page shows of the fact changed last: its fields that hold an aware time.
    dated_by: ClassVar[Sequence[str]] = ()

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

    @classmethod
    def kinds(cls) -> list[type["FactPage"]]:
        """Every type of page that is about a fact."""
        return [model for model in apps.get_models() if issubclass(model, FactPage)]

    @classmethod
    def listed(cls) -> Q:
        """Pages whose fact is named in lists."""
        return cls._of_facts(cls.listed_if)

    @classmethod
    def offered(cls) -> Q:
        """Pages whose fact the catalogue's lists name too: some list of the site leads to each of them."""
        return cls._of_facts({**cls.listed_if, **cls.offered_if})

    @classmethod
    def _of_facts(cls, wanted: Mapping[str, object]) -> Q:
        """Any page where nothing is wanted."""
        conditions = {f"{cls.fact}__{name}": value for name, value in wanted.items()}
        return Q(**conditions) if conditions else ~Q(pk__in=())

    def fact_name(self) -> str:
        fact = getattr(self, self.fact, None) if getattr(self, f"{self.fact}_id") else None
        if fact is None:
            return ""
        texts = fact.texts.filter(live=True).select_related("locale")
        names = {text.locale.language_code: text.name for text in texts}
        return names.get(self.locale.language_code) or names.get(settings.LANGUAGE_CODE, "")
