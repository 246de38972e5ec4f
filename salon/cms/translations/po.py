"""All open sentences of a language as one PO file, and back.

`msgctxt` is the translation key of the page or text and the path of the sentence in it, `key:path`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polib
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from salon.cms.translations.content import text_models
from salon.cms.translations.rights import editable_pages, may_change
from salon.cms.translations.sentences import problem_of
from salon.lib.errors import Refusal

BYTES = 5_000_000
SHOWN = 60


class NotImported(Refusal):
    """Nothing of the file was entered."""

    status = 400


class NoPO(NotImported):
    code = "no_po_file"
    sentence = _("This is not a PO file.")


class OtherLanguage(NotImported):
    code = "other_language"
    sentence = _("This file is for another language: {language}.")


class NothingKnown(NotImported):
    code = "nothing_known"
    sentence = _("No sentence of this file is known here.")


class NotYours(NotImported):
    code = "not_yours"
    sentence = _("You may not change this: {title}.")
    status = 403


class BrokenSentence(NotImported):
    code = "broken_sentence"
    sentence = _("Nothing was entered. “{sentence}”: {problem}")


@dataclass(frozen=True, slots=True)
class Imported:
    """`entered`: sentences that are new or changed; `unknown`: ones that the site does not say any more."""

    entered: int
    unknown: int


def export_open(*, locale: Locale, by: Any) -> str:
    """What is not translated into a language and may be changed by this person; empty where there is nothing."""
    keys = _keys(locale, by)
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    )
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": locale.language_code,
    }
    seen = set()
    for segment in _segments(locale).annotate(is_done=Exists(done)).filter(is_done=False).order_by("source", "order"):
        key = str(segment.context.object_id)
        entry = (f"{key}:{segment.context.path}", segment.string.data)
        if key in keys and entry not in seen:
            seen.add(entry)
            comment = f"{segment.source.object_repr}: {segment.context.field_path}"
            file.append(polib.POEntry(msgctxt=entry[0], msgid=entry[1], msgstr="", comment=comment))
    return str(file) if seen else ""


@transaction.atomic
def import_po(*, content: bytes, locale: Locale, by: Any) -> Imported:
    """Enter the sentences of a file, all or none; empty and fuzzy ones are left out. Nothing is published.

    Raises NotImported with a sentence for whoever sent it.
    """
    file = _read(content)
    if (language := file.metadata.get("Language", "")) != locale.language_code:
        raise OtherLanguage(language=language or "?")
    segments = {(f"{part.context.object_id}:{part.context.path}", part.string.data): part for part in _segments(locale)}
    keys = _keys(locale, by)
    entries = [entry for entry in file if entry.msgstr and not entry.obsolete and not entry.fuzzy]
    known = [(segments[entry.msgctxt, entry.msgid], entry.msgstr) for entry in entries if _is_in(entry, segments)]
    if entries and not known:
        raise NothingKnown
    for segment, said in known:
        _check(segment, said, keys)
    entered = sum(_enter(segment, said, locale, by) for segment, said in known)
    return Imported(entered, len(entries) - len(known))


def _read(content: bytes) -> polib.POFile:
    """polib would open a file that is named so; text with line breaks names none."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        if "\nmsgid " not in text or "\0" in text:
            raise NoPO
        return polib.pofile(text)
    except (OSError, ValueError) as problem:
        raise NoPO from problem


def _is_in(entry: polib.POEntry, segments: Mapping[tuple[str, str], StringSegment]) -> bool:
    return (entry.msgctxt, entry.msgid) in segments


def _check(segment: StringSegment, said: str, keys: set[str]) -> None:
    if str(segment.context.object_id) not in keys:
        raise NotYours(title=segment.source.object_repr)
    if problem := problem_of(segment, said):
        raise BrokenSentence(sentence=segment.string.data[:SHOWN], problem=problem)


def _enter(segment: StringSegment, said: str, locale: Locale, by: Any) -> bool:
    """True where it is new."""
    known = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=locale
    ).first()
    if known is not None and known.data == said and not known.has_error:
        return False
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=locale,
        defaults={
            "data": said,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "PO",
            "last_translated_by": by,
            "has_error": False,
            "field_error": "",
        },
    )
    return True


def _segments(locale: Locale) -> QuerySet[StringSegment]:
    open_to = {"source__translations__target_locale": locale, "source__translations__enabled": True}
    return StringSegment.objects.filter(**open_to).select_related(
        "string", "context", "source", "source__specific_content_type"
    )


def _keys(locale: Locale, by: Any) -> set[str]:
    """Translation keys of what this person may change in the language."""
    pages = Page.objects.filter(locale=locale).values_list("pk", "translation_key")
    editable = editable_pages(by)
    keys = {str(key) for pk, key in pages if pk in editable}
    for model in text_models():
        if may_change(by, model):
            keys |= set(map(str, model._base_manager.filter(locale=locale).values_list("translation_key", flat=True)))
    return keys
