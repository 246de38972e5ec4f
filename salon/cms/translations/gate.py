"""What keeps one language's words off another language's pages."""

from typing import Any

from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation


def open_sentences(instance: Any) -> int:
    """How many sentences a translation would show in the language it is made from; 0 for whatever is none."""
    if not isinstance(instance, TranslatableMixin):
        return 0
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return 0
    total, done = translation.get_progress()
    return int(total - done)
