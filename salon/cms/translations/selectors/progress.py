"""How far all translations are, as wagtail-localize keeps it: six queries, whatever there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Max
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from salon.lib.language import CODES


@dataclass(slots=True)
class Language:
    """`done`: sentences translated; times are aware UTC: when it was begun, when a sentence, or another fact than the
    source's, was last entered.
    """

    begun_at: datetime
    done: int = 0
    entered_at: datetime | None = None

    def is_behind(self, published_at: datetime | None) -> bool:
        """Whether something was entered that was never published. `published_at`: when it was last, aware UTC.

        What was there when the translation was begun is taken for what it says.
        """
        public_at = max(filter(None, (published_at, self.begun_at)))
        return self.entered_at is not None and self.entered_at > public_at

    def enter(self, at: datetime) -> None:
        self.entered_at = max(filter(None, (self.entered_at, at)))


@dataclass(slots=True)
class Progress:
    """Of one page or text. `changed`: sentences that translators do not have yet, 0 where only something synchronised
    changed, None where nothing did; `total`: sentences that they have; `languages` by code.
    """

    source: int
    changed: int | None
    since: datetime | None
    total: int = 0
    languages: dict[str, Language] = field(default_factory=dict)

    @property
    def can_update(self) -> bool:
        return self.changed is not None


@dataclass(frozen=True, slots=True)
class Progresses:
    """`codes`: languages by locale; `by_key`: by translation key."""

    codes: Mapping[int, str]
    by_key: Mapping[str, Progress]


def read_progresses() -> Progresses:
    codes = dict(Locale.objects.filter(language_code__in=CODES).values_list("pk", "language_code"))
    sources = TranslationSource.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    rows = list(sources.values_list("pk", "object_id", "change__strings", "change__since"))
    by_source = {pk: Progress(pk, changed, since) for pk, _key, changed, since in rows}
    _count(by_source)
    _enter_languages(by_source, codes)
    return Progresses(codes, {str(key): by_source[pk] for pk, key, *_rest in rows})


def _count(by_source: Mapping[int, Progress]) -> None:
    for source, total in StringSegment.objects.values_list("source").annotate(Count("pk")).order_by():
        if source in by_source:
            by_source[source].total = total


def _enter_languages(by_source: Mapping[int, Progress], codes: Mapping[int, str]) -> None:
    begun = Translation.objects.filter(enabled=True).values_list("source_id", "target_locale_id", "created_at")
    for source, locale, at in begun:
        if source in by_source and locale in codes:
            by_source[source].languages[codes[locale]] = Language(at)

    def language_of(source: int, locale: int) -> Language | None:
        return by_source[source].languages.get(codes.get(locale, "")) if source in by_source else None

    for source, locale, done, at in _sentences():
        if language := language_of(source, locale):
            language.done = done
            language.enter(at)
    for source, locale, at in _facts():
        if language := language_of(source, locale):
            language.enter(at)


def _sentences() -> Iterable[tuple[int, int, int, datetime]]:
    """Source, locale, how many the source says today that are translated, when the last one was."""
    entered = StringTranslation.objects.filter(
        has_error=False, context__stringsegment__string=F("translation_of")
    ).values_list("context__stringsegment__source", "locale_id")
    return entered.annotate(Count("context__stringsegment"), Max("updated_at")).order_by()


def _facts() -> Iterable[tuple[int, int, datetime]]:
    """Source, locale, when a translator last chose something else than the source: another picture or link."""
    chosen = SegmentOverride.objects.filter(context__overridablesegment__isnull=False)
    chosen = chosen.values_list("context__overridablesegment__source", "locale_id")
    return chosen.annotate(Max("updated_at")).order_by()
