"""Addresses of translations: always in Latin letters, made from the title unless a translator writes one.

wagtail-localize would leave nothing of a Cyrillic one.
"""

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.strings import StringValue

from salon.cms.models.pages import TAKEN_SLUGS
from salon.lib.latin import slug_of

TITLE, SLUG = "title", "slug"


def enter_slug(*, source: TranslationSource, locale: Locale, title: str) -> None:
    """Translate the slug of a page by its title; one that somebody wrote stays."""
    segment = StringSegment.objects.filter(source=source, context__path=SLUG).first()
    slug = slug_of(title, locale.language_code)
    if segment is None or not slug:
        return
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        defaults={
            "data": f"{slug}-1" if slug in TAKEN_SLUGS else slug,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        },
    )


def enter_slugs_by(*, title: StringTranslation) -> None:
    """The same wherever this is the translation of a page's title."""
    if title.context is None or title.context.path != TITLE or title.has_error:
        return
    written = StringValue(title.data).render_text()
    for source in TranslationSource.objects.filter(object_id=title.context.object_id).select_related("locale"):
        if source.locale_id != title.locale_id:
            enter_slug(source=source, locale=title.locale, title=written)


def write_in_latin(translation: StringTranslation) -> None:
    """Where it is the translation of a slug; in memory, for whoever is about to save it."""
    if translation.context is not None and translation.context.path == SLUG:
        written = slug_of(StringValue(translation.data).render_text(), translation.locale.language_code)
        translation.data = written or translation.data
