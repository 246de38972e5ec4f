"""A letter with the words that an editor is typing, as Wagtail's preview shows it."""

from django import template
from django.utils.safestring import SafeString

from salon.outbox.models import MessageText
from salon.outbox.previews import Preview, preview
from salon.outbox.selectors import typing
from salon.outbox.wording import wordings

register = template.Library()


@register.simple_tag
def letter_of(text: MessageText) -> Preview:
    """By the code that writes the real ones."""
    with typing(text.letter, text.words):
        return preview(wordings[text.letter], text.locale.language_code)


@register.filter
def as_mail(shown: Preview) -> SafeString:
    """The whole page, escaped where it was made."""
    return SafeString(shown.html)
