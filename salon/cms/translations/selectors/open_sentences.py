"""What is not translated yet: sentences of a source that a language has no words for."""

from django.db.models import Exists, Model, OuterRef, QuerySet
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from salon.cms.translations.rights import User, editable_pages, may_change
from salon.cms.translations.translatable import text_models


def open_sentences(instance: Model) -> int:
    """How many sentences a translation would show in the language it is made from; 0 for whatever is none.

    One that was stopped counts too, unless it is public: then it is a page of its own.
    """
    if not isinstance(instance, TranslatableMixin):
        return 0
    begun = Translation.objects.filter(source__object_id=instance.translation_key, target_locale=instance.locale_id)
    translation = begun.order_by("-enabled").first()
    if translation is None or (not translation.enabled and getattr(instance, "live", True)):
        return 0
    total, done = translation.get_progress()
    return int(total - done)


def sentences_for(locale: Locale) -> QuerySet[StringSegment]:
    """All sentences that a language translates, with what they are shown by."""
    asked_for = {"source__translations__target_locale": locale, "source__translations__enabled": True}
    return StringSegment.objects.filter(**asked_for).select_related(
        "string", "context", "source", "source__specific_content_type"
    )


def open_sentences_for(*, locale: Locale, by: User) -> list[StringSegment]:
    """Those without words that this person may change, page by page as they stand there."""
    keys = editable_keys(locale=locale, by=by)
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    )
    found = sentences_for(locale).annotate(is_done=Exists(done)).filter(is_done=False)
    return [segment for segment in found.order_by("source", "order") if str(segment.context.object_id) in keys]


def editable_keys(*, locale: Locale, by: User) -> set[str]:
    """Translation keys of the pages and texts that this person may change in a language."""
    pages = Page.objects.filter(locale=locale).values_list("pk", "translation_key")
    editable = editable_pages(by)
    keys = {str(key) for pk, key in pages if pk in editable}
    for model in text_models():
        if may_change(by, model):
            keys |= set(map(str, model._base_manager.filter(locale=locale).values_list("translation_key", flat=True)))
    return keys
