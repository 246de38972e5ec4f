"""Bring translations up to date with their source."""

from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from salon.cms.translations.rights import User, may_publish
from salon.cms.translations.selectors.progress import Language, read_progresses


@dataclass(slots=True)
class Updated:
    """Codes of languages: those where sentences are open now, those where somebody has to publish what was entered, and
    those that were published with the new facts.
    """

    open: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)


def update_translations(*, source: TranslationSource, by: User) -> Updated:
    """Give translators the present words of a page or text.

    What is public stays as it is until every sentence is translated: wagtail-localize would fill in the default
    language's words, in drafts of what is live too. It stays, too, where somebody entered sentences that were never
    published: who may only write doesn't publish by another's update. Where nothing is to translate (a picture, an
    order, a sentence that is gone), it is published with the new facts.
    """
    with transaction.atomic():
        source.update_from_db()
        translations = list(source.translations.filter(enabled=True).select_related("target_locale", "source"))
        for translation in translations:
            source.update_target_view_restrictions(translation.target_locale)
    updated = Updated()
    progress = read_progresses().by_key[str(source.object_id)]
    for translation in translations:
        language = progress.languages.get(translation.target_locale.language_code)
        if language is not None:
            _go_on(translation, progress.total, language, by, updated)
    return updated


def _go_on(translation: Translation, total: int, language: Language, by: User, updated: Updated) -> None:
    """`language`: how far the translation is of `total` sentences. What comes of it is noted in `updated`."""
    code = translation.target_locale.language_code
    if language.done < total:
        updated.open.append(code)
        return
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return
    if not getattr(target, "live", True):
        return
    if language.is_behind(getattr(target, "last_published_at", None)):
        updated.behind.append(code)
    elif may_publish(by, target) and _publish(translation, by):
        updated.published.append(code)


def _publish(translation: Translation, by: User) -> bool:
    """True where it was done. A transaction a page, because it publishes at the end."""
    try:
        translation.save_target(user=by, publish=True)
    except ValidationError:
        # wagtail-localize keeps what is wrong beside the sentence, where the translator sees it.
        return False
    return True
