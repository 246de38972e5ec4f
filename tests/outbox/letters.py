"""What the tests of letters and of their texts share."""

from django.urls import reverse
from wagtail.models import Locale

from salon.outbox.models import MessageText

LETTER = "confirmed"
NAMESPACE = "wagtailsnippets_outbox_messagetext"
LIST = reverse(f"{NAMESPACE}:list")


def add_url(code: str = "de", letter: str = LETTER) -> str:
    return f"{reverse(f'{NAMESPACE}:add')}?locale={code}&letter={letter}"


def door(view: str, *args: object) -> str:
    return reverse(f"{NAMESPACE}:{view}", args=args)


def write(code: str = "de", letter: str = LETTER, **words: str) -> MessageText:
    """A published text: `write("ru", subject="Hallo")`."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    return MessageText.objects.create(locale=locale, letter=letter, **words)
