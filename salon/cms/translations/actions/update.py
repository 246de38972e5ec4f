"""Bring translations up to date with their source."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from salon.cms.translations.rights import User, may_publish


@dataclass(frozen=True, slots=True)
class Updated:
    """Codes of languages: those where sentences are open now, and those that were published with the new facts."""

    open: Sequence[str]
    published: Sequence[str]


def update_translations(*, source: TranslationSource, by: User) -> Updated:
    """Give translators the present words of a page or text.

    What is public stays as it is until every sentence is translated: wagtail-localize would fill in the default
    language's words, in drafts of what is live too. Where nothing is to translate (a picture, an order, a sentence
    that is gone), it is published with the new facts.
    """
    with transaction.atomic():
        source.update_from_db()
        translations = list(source.translations.filter(enabled=True).select_related("target_locale", "source"))
        for translation in translations:
            source.update_target_view_restrictions(translation.target_locale)
    waiting, published = [], []
    for translation in translations:
        total, done = translation.get_progress()
        if done < total:
            waiting.append(translation.target_locale.language_code)
        elif _publish(translation, by):
            published.append(translation.target_locale.language_code)
    return Updated(waiting, published)


def _publish(translation: Translation, by: User) -> bool:
    """Only what is public already; True where it was done. A transaction a page, because it publishes at the end."""
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return False
    if not getattr(target, "live", True) or not may_publish(by, target):
        return False
    try:
        translation.save_target(user=by, publish=True)
    except ValidationError:
        # wagtail-localize keeps what is wrong beside the sentence, where the translator sees it.
        return False
    return True
