"""What is watched: whatever is saved, by whomever and from wherever, keeps the rules of translations."""

import logging
from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, get_page_models
from wagtail_localize.models import StringTranslation, TranslationSource, post_save_string_translation

from salon.cms.translations.actions.hold_back import hold_back_broken
from salon.cms.translations.actions.note_change import forget_change, note_change
from salon.cms.translations.actions.slugs import enter_slugs_by, write_in_latin
from salon.cms.translations.publishing import keep_alias_off
from salon.cms.translations.translatable import is_source, translated_models

log = logging.getLogger(__name__)


def watch() -> None:
    for model in translated_models():
        post_save.connect(_saved, sender=model, dispatch_uid=f"cms.source_change.{model._meta.label}")
    for page_type in get_page_models():
        pre_save.connect(_page_is_saved, sender=page_type, dispatch_uid=f"cms.alias_off.{page_type._meta.label}")
    post_save.connect(_source_read, sender=TranslationSource, dispatch_uid="cms.source_synced")
    pre_save.connect(_sentence_is_saved, sender=StringTranslation, dispatch_uid="cms.sentence_is_saved")
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(_sentence_saved, sender=StringTranslation, dispatch_uid="cms.slug_from_title")


def _saved(*, instance: Model, raw: bool = False, update_fields: Collection[str] | None = None, **_signal: Any) -> None:
    """A save of some fields comes from a draft, whose words nobody reads yet. Nothing here may undo the save.

    What Wagtail orders, moves or takes offline it saves without the fields of the page's own type.
    """
    if raw or update_fields is not None or not is_source(instance):
        return
    try:
        note_change(instance=instance.get_specific() if isinstance(instance, Page) else instance)
    except Exception:  # whatever is wrong with a translation, what was saved is saved
        log.exception("No comparison of %r with its translations.", instance)


def _page_is_saved(*, instance: Page, **_signal: Any) -> None:
    keep_alias_off(instance)


def _source_read(*, instance: TranslationSource, **_signal: Any) -> None:
    forget_change(source=instance)


def _sentence_is_saved(
    *, instance: StringTranslation, raw: bool = False, update_fields: Collection[str] | None = None, **_signal: Any
) -> None:
    """wagtail-localize saves what is wrong with a sentence alone."""
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    write_in_latin(instance)
    hold_back_broken(instance)


def _sentence_saved(*, instance: StringTranslation, raw: bool = False, **_signal: Any) -> None:
    """A title is entered in the tree of pages too, which wagtail-localize would do with a broken one: a field that is
    too short for it would fail.
    """
    if not instance.has_error:
        post_save_string_translation(instance)
    if not raw:
        enter_slugs_by(title=instance)
