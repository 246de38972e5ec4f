"""What is new in the default language appears in the others as a draft to translate: never live, never an alias."""

import logging

from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from salon.cms.models.pages import HOME_DEPTH
from salon.cms.roles import grant_editor
from salon.cms.translations.actions.slugs import enter_slug
from salon.cms.translations.rights import User
from salon.cms.translations.translatable import is_source
from salon.lib.language import OTHERS

log = logging.getLogger(__name__)


def begin_translations(*, instance: Model, by: User | None) -> list[str]:
    """Make the drafts that are missing, of a page with its parents; the codes of languages in which there is none after
    that.

    Raises nothing: whoever saved a page has saved it, and the board shows what is missing. Each draft is a transaction
    of its own, because wagtail-localize's of a whole tree would spoil the counts of children.
    """
    if not is_source(instance) or not isinstance(instance, DraftStateMixin):
        return []
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=OTHERS)}
    return [code for code in OTHERS if code not in locales or not _begin(instance, locales[code], by)]


def begin_below(*, page: Page, by: User | None) -> None:
    """The same for a page and everything below it, parents first."""
    for each in page.get_descendants(inclusive=True).specific():
        begin_translations(instance=each, by=by)


def _begin(instance: TranslatableMixin, locale: Locale, by: User | None) -> bool:
    try:
        for each in _line(instance, locale):
            with transaction.atomic():
                _make(each, locale, by)
    except Exception:  # whatever a page's own checks raise, it must not reach who saved the German one
        log.exception("No draft of %r in %s.", instance, locale.language_code)
        return False
    return True


def _line(instance: TranslatableMixin, locale: Locale) -> list[TranslatableMixin]:
    """What has to be made, the topmost first: wagtail's own way of making parents would be live aliases."""
    line = [instance]
    if isinstance(instance, Page):
        line = [*instance.get_ancestors().filter(depth__gte=HOME_DEPTH).specific(), instance.specific]
    return [each for each in line if not _is_there(each, locale)]


def _is_there(instance: TranslatableMixin, locale: Locale) -> bool:
    found = type(instance)._base_manager.filter(translation_key=instance.translation_key, locale=locale)
    return bool((found.filter(alias_of=None) if isinstance(instance, Page) else found).exists())


def _make(instance: TranslatableMixin, locale: Locale, by: User | None) -> None:
    source, _made = TranslationSource.get_or_create_from_instance(instance)
    translation, _made = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    translation.save_target(user=by, publish=False)
    if isinstance(instance, Page):
        page = translation.get_target_instance()
        if page.depth == HOME_DEPTH:
            grant_editor(page)
        # Pages about a fact have its name already, in the page's language.
        if page.title != instance.title:
            enter_slug(source=source, locale=locale, title=page.title)
