"""Whether translations are out of date: what the default language says, against what translators were given.

That is decided when something is saved, not when the board is looked at: a save compares one page, the board would
have to compare all of them.
"""

import json

from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.models import StringSegment, TranslationSource

from salon.cms.models.translations import SourceChange
from salon.cms.translations.translatable import sentences_of, serialised, synchronised_of


@transaction.atomic
def note_change(*, instance: TranslatableMixin) -> None:
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
    if strings or _synchronised_differs(source, instance):
        SourceChange.objects.update_or_create(source=source, defaults={"strings": strings})
    else:
        forget_change(source=source)


def forget_change(*, source: TranslationSource) -> None:
    """Translators have the present words."""
    SourceChange.objects.filter(source=source).delete()


def _synchronised_differs(source: TranslationSource, instance: Model) -> bool:
    return synchronised_of(instance, json.loads(source.content_json)) != synchronised_of(instance, serialised(instance))


def _has_live_translation(instance: TranslatableMixin) -> bool:
    others = instance.get_translation_model()._base_manager.filter(translation_key=instance.translation_key)
    others = others.exclude(locale_id=instance.locale_id)
    return bool((others.filter(live=True) if isinstance(instance, DraftStateMixin) else others).exists())
