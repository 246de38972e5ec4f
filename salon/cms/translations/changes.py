"""Whether translations are out of date: what the default language says, against what translators were given.

That is decided when something is saved, not when the board is looked at: a save compares one page, the board would
have to compare all of them.
"""

import json
import logging
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from wagtail.models import DraftStateMixin, Page, get_page_models
from wagtail_localize.models import StringSegment, TranslationSource

from salon.cms.models.translations import SourceChange
from salon.cms.translations.content import facts_of, is_source, sentences_of, serialised, translated_models

log = logging.getLogger(__name__)


def watch() -> None:
    for model in translated_models():
        post_save.connect(_saved, sender=model, dispatch_uid=f"cms.source_change.{model._meta.label}")
    for model in get_page_models():
        pre_save.connect(_keep_alias_off, sender=model, dispatch_uid=f"cms.alias_off.{model._meta.label}")
    post_save.connect(_synced, sender=TranslationSource, dispatch_uid="cms.source_synced")


def note_change(instance: Any) -> None:
    """Compare a source that was just saved with what translators have.

    While no translation of it is live, they simply get the new words; afterwards the translations are out of date
    until somebody says "update".
    """
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).first()
    if source is None:
        return
    if not _has_live_translation(instance):
        TranslationSource.update_or_create_from_instance(instance)
        return
    given = set(StringSegment.objects.filter(source=source).values_list("context__path", "string__data"))
    says = sentences_of(instance)
    strings = max(len(says - given), len(given - says))
    if strings or _facts_differ(source, instance):
        SourceChange.objects.update_or_create(source=source, defaults={"strings": strings})
    else:
        SourceChange.objects.filter(source=source).delete()


def _facts_differ(source: TranslationSource, instance: Model) -> bool:
    return facts_of(instance, json.loads(source.content_json)) != facts_of(instance, serialised(instance))


def _has_live_translation(instance: Any) -> bool:
    others = instance.get_translation_model()._base_manager.filter(translation_key=instance.translation_key)
    others = others.exclude(locale_id=instance.locale_id)
    return bool((others.filter(live=True) if isinstance(instance, DraftStateMixin) else others).exists())


def _saved(*, instance: Any, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    """A save of some fields comes from a draft, whose words nobody reads yet. Nothing here may undo the save."""
    if raw or update_fields is not None or not is_source(instance):
        return
    try:
        with transaction.atomic():
            note_change(instance)
    except Exception:  # whatever is wrong with a translation, what was saved is saved
        log.exception("No comparison of %r with its translations.", instance)


def _synced(*, instance: TranslationSource, **_signal: Any) -> None:
    SourceChange.objects.filter(source=instance).delete()


def _keep_alias_off(*, instance: Page, **_signal: Any) -> None:
    """A copy that follows a page of another language would show that language under a wrong prefix."""
    if instance.alias_of_id and instance.live and instance.alias_of.locale_id != instance.locale_id:
        instance.live = False
