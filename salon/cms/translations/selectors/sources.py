"""The page or text in the default language that translations are made from."""

from uuid import UUID

from django.conf import settings
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import TranslationSource

from salon.cms.translations.translatable import translated_models


def find_original(*, kind: str, key: UUID) -> TranslatableMixin | None:
    """`kind`: a model's label, or "wagtailcore.Page" for whatever page; `key`: the translation key."""
    models = {model._meta.label: model for model in (Page, *translated_models())}
    if kind not in models:
        return None
    found = models[kind]._base_manager.filter(translation_key=key, locale__language_code=settings.LANGUAGE_CODE).first()
    return found.specific if isinstance(found, Page) else found


def original_of(source: TranslationSource) -> TranslatableMixin | None:
    """What a source was read from; None where it is gone, or its model."""
    model = source.specific_content_type.model_class()
    if model is None:
        return None
    return model._base_manager.filter(locale=source.locale_id, translation_key=source.object_id).first()
