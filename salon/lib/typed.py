"""What people type, before any rule of an app looks at it."""

from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salon.lib import phone

# They shape the letters of some scripts and of emoji; other invisible signs only hide or turn what stands there.
JOINERS = "\u200c\u200d"
EXAMPLE = "0151\N{NO-BREAK SPACE}23456789"


def on_one_line(typed: str) -> str:
    """On one line, for it may stand in the subject of a mail; without letters that only turn or hide the others. Empty
    where nothing can be seen.
    """
    seen = " ".join("".join(letter for letter in typed if letter in JOINERS or category(letter) != "Cf").split())
    return seen if seen.strip(JOINERS) else ""


def from_a_program(said: str, at_most: int) -> str:
    """The same of what no form has looked at, cut off: also without control signs and halves of letters (surrogates),
    which PostgreSQL keeps in no text.
    """
    kept = "".join(letter for letter in said if letter.isspace() or category(letter) not in ("Cc", "Cs"))
    return on_one_line(kept)[:at_most].strip()


class Line(forms.CharField):
    """A line of visible letters."""

    def to_python(self, value: Any) -> str:
        return on_one_line(super().to_python(value) or "")


@deconstructible
class AtMost:
    """So many characters. Said when the form comes back: a browser that cuts off what is pasted says nothing."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, value: str) -> None:
        if len(value) > self.most:
            sentence = ngettext("At most {n} characters, please.", "At most {n} characters, please.", self.most)
            raise ValidationError(sentence.format(n=self.most))


def complete_number(typed: str) -> None:
    """Refuses a phone number that can't be called; none at all is fine."""
    if typed and phone.e164(typed) is None:
        raise ValidationError(_("This phone number is not complete. Example: {example}").format(example=EXAMPLE))
