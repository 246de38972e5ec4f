"""Addresses of translations: always in Latin letters, made from the title unless a translator writes one.

wagtail-localize would leave nothing of a Cyrillic one.
"""

from typing import Any

from django.db.models.signals import post_save, pre_save
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.strings import StringValue

from salon.cms.models.pages import TAKEN_SLUGS
from salon.lib.latin import slug_of

TITLE, SLUG = "title", "slug"


def watch() -> None:
    pre_save.connect(_write_in_latin, sender=StringTranslation, dispatch_uid="cms.slug_in_latin")
    post_save.connect(_name_page, sender=StringTranslation, dispatch_uid="cms.slug_from_title")


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


def _write_in_latin(*, instance: StringTranslation, **_signal: Any) -> None:
    if instance.context is not None and instance.context.path == SLUG:
        written = slug_of(StringValue(instance.data).render_text(), instance.locale.language_code)
        instance.data = written or instance.data


def _name_page(*, instance: StringTranslation, raw: bool = False, **_signal: Any) -> None:
    if raw or instance.context is None or instance.context.path != TITLE or instance.has_error:
        return
    title = StringValue(instance.data).render_text()
    for source in TranslationSource.objects.filter(object_id=instance.context.object_id).select_related("locale"):
        if source.locale_id != instance.locale_id:
            enter_slug(source=source, locale=instance.locale, title=title)
