"""Why a file of translations is not taken in: nothing of it was entered."""

from django.utils.translation import gettext_lazy as _

from salon.lib.errors import Refusal


class NotImported(Refusal):
    """Whatever the reason."""


class NoPO(NotImported):
    code = "no_po_file"
    sentence = _("This is not a PO file.")


class FileTooBig(NotImported):
    code = "file_too_big"
    sentence = _("Please choose a PO file of at most {n} MB.")


class TooManyLines(NotImported):
    code = "too_many_lines"
    sentence = _("A sentence of this file has more than {n} lines. Please take the file that was sent out.")


class OtherLanguage(NotImported):
    code = "other_language"
    sentence = _("This file is for another language: {language}.")


class NothingKnown(NotImported):
    code = "nothing_known"
    sentence = _("No sentence of this file is known here.")


class NotYours(NotImported):
    code = "not_yours"
    sentence = _("You may not change this: {title}.")


class BrokenSentence(NotImported):
    code = "broken_sentence"
    sentence = _("Nothing was entered. “{sentence}”: {problem}")
