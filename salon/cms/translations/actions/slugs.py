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
    slug = _free_slug(title, locale)
    if segment is None or not slug:
        return
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        defaults={
            "data": slug,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        },
    )


def enter_slugs_by(*, title: StringTranslation) -> None:
    """The same wherever this is the translation of a page's title."""
    if title.context is None or title.context.path != TITLE or title.has_error:
        return
    written = _text(title)
    for source in TranslationSource.objects.filter(object_id=title.context.object_id).select_related("locale"):
        if source.locale_id != title.locale_id:
            enter_slug(source=source, locale=title.locale, title=written)


def write_in_latin(translation: StringTranslation) -> None:
    """Where it is the translation of a slug; in memory, for whoever is about to save it.

    One of which nothing is left in Latin is made from the title, else the source's stays.
    """
    if translation.context is not None and translation.context.path == SLUG:
        slug = slug_of(_text(translation), translation.locale.language_code)
        translation.data = slug or _slug_by_title(translation) or translation.translation_of.data


def _slug_by_title(slug: StringTranslation) -> str:
    titles = StringTranslation.objects.filter(
        context__object_id=slug.context.object_id, context__path=TITLE, locale=slug.locale, has_error=False
    )
    title = titles.order_by("-updated_at").first()
    return _free_slug(_text(title), slug.locale) if title else ""


def _free_slug(title: str, locale: Locale) -> str:
    slug = slug_of(title, locale.language_code)
    return f"{slug}-1" if slug in TAKEN_SLUGS else slug


def _text(translation: StringTranslation) -> str:
    return StringValue(translation.data).render_text()
