"""A translated sentence that does not fit is kept for whoever mends it, counts as open, and is never shown.

By whatever way it came: wagtail-localize's editor, its files, a machine.
"""

from django.utils.text import capfirst
from wagtail_localize.models import StringTranslation, TranslationSource

from salon.cms.translations.sentence_check import problem_of, room_in


def hold_back_broken(translation: StringTranslation) -> None:
    """In memory, for whoever is about to save it; what is wrong stands beside it in the editor."""
    if translation.has_error or translation.context is None:
        return
    context = translation.context
    sources = TranslationSource.objects.filter(object_id=context.object_id).exclude(locale=translation.locale_id)
    source = sources.select_related("specific_content_type").first()
    room = room_in(source, context.path) if source else None
    if problem := problem_of(translation.translation_of.data, translation.data, room=room):
        translation.has_error, translation.field_error = True, capfirst(problem)
