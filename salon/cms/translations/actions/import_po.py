"""Take in a PO file that a translator filled: all of it or nothing."""

from collections.abc import Set
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue

from salon.cms.translations.errors import BrokenSentence, NothingKnown, NotYours, OtherLanguage
from salon.cms.translations.po import name_of, read_po
from salon.cms.translations.rights import User
from salon.cms.translations.selectors.open_sentences import editable_keys, sentences_for
from salon.cms.translations.sentence_check import is_left_blank, problem_of, room_in

# Letters of a sentence that a refusal quotes.
QUOTED = 60


@dataclass(frozen=True, slots=True)
class Imported:
    """`entered`: sentences that are new or changed; `unknown`: ones that the site does not say any more; `blank`: ones
    with spaces only, which are not translated.
    """

    entered: int
    unknown: int
    blank: int


@transaction.atomic
def import_po(*, content: bytes, locale: Locale, by: User) -> Imported:
    """Enter the sentences of a file, all or none; empty and fuzzy ones are left out. Nothing is published.

    Raises NotImported with a sentence for whoever sent it.
    """
    file = read_po(content)
    if file.language != locale.language_code:
        raise OtherLanguage(language=file.language or "?")
    segments = {name_of(segment): segment for segment in sentences_for(locale)}
    known = [(segments[name], said) for name, said in file.said if name in segments]
    if file.said and not known:
        raise NothingKnown
    keys = editable_keys(locale=locale, by=by)
    filled = [(segment, said) for segment, said in known if not is_left_blank(segment.string.data, said)]
    for segment, said in filled:
        _check(segment, said, keys)
    entered = sum(_enter(segment, said, locale, by) for segment, said in filled)
    return Imported(entered, unknown=len(file.said) - len(known), blank=len(known) - len(filled))


def _check(segment: StringSegment, said: str, keys: Set[str]) -> None:
    if str(segment.context.object_id) not in keys:
        raise NotYours(title=segment.source.object_repr)
    original = segment.string.data
    if problem := problem_of(original, said, room=room_in(segment.source, segment.context.path)):
        raise BrokenSentence(sentence=StringValue(original).render_text()[:QUOTED], problem=problem)


def _enter(segment: StringSegment, said: str, locale: Locale, by: User) -> bool:
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
