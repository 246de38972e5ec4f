"""The words that staff type into a fact's own form: its text in the default language."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractUser
from django.db.models import Model
from wagtail.models import Locale

from salon.cms.models import TranslatedText


def default_text(text_model: type[TranslatedText], key: str, fact: Model) -> TranslatedText:
    """The fact's text in the default language, unsaved where there is none. `key`: the text's field for the fact."""
    locale = Locale.get_default()
    found = text_model.objects.filter(**{key: fact}, locale=locale).first() if fact.pk else None
    return found or text_model(locale=locale)


def write_words(
    text_model: type[TranslatedText], key: str, fact: Model, words: Mapping[str, str], *, by: AbstractUser
) -> bool:
    """Publish these words as the fact's text in the default language; True where something changed.

    Whoever may change the fact may change its words here, so that one form is enough.
    """
    text = default_text(text_model, key, fact)
    if text.pk and all(getattr(text, name) == word for name, word in words.items()):
        return False
    setattr(text, key, fact)
    for name, word in words.items():
        setattr(text, name, word)
    if not text.pk:
        text.save()
    text.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return True
