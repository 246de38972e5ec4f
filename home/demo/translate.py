"""Enter the demo's translations with wagtail-localize: sentence by sentence, one transaction a page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

OTHERS = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
# Sentences by their German wording; a slug by the name of its field, because it may read like a title.
Sentences = dict[str, str]


class MissingSentence(Exception):
    """The demo's texts have no translation for a sentence of a page: the files in `texts/` are not alike."""


def sentences(german: Any, other: Any) -> Sentences:
    """Pairs of the strings of two equally shaped texts."""
    if isinstance(german, Mapping):
        pairs = {"slug": other["slug"]} if "slug" in german else {}
        for name in german.keys() - {"slug"}:
            pairs |= sentences(german[name], other[name])
        return pairs
    if isinstance(german, list):
        if len(german) != len(other):
            raise MissingSentence(f"{len(german)} pieces in German, {len(other)} in the other language: {german[:1]}")
        return {
            name: said
            for ours, theirs in zip(german, other, strict=True)
            for name, said in sentences(ours, theirs).items()
        }
    return {_as_string(german): _as_string(other)}


def translate(instance: TranslatableMixin, code: str, known: Sentences) -> None:
    """Make and publish `instance` in language `code`; what exists is left alone. `instance` is read anew by the caller.

    Raises MissingSentence, so that no page is shown half in German.
    """
    with transaction.atomic(), indexing_postponed():
        # Whoever translates into a language waits for its row: two workers never make the same page.
        locale = Locale.objects.select_for_update().get(language_code=code)
        if Translation.objects.filter(source__object_id=instance.translation_key, target_locale=locale).exists():
            return
        source, _ = TranslationSource.update_or_create_from_instance(instance)
        _enter(source, locale, known)
        translation = Translation.objects.create(source=source, target_locale=locale)
        total, done = translation.get_progress()
        if total != done:
            raise MissingSentence(f"{instance}: {total - done} of {total} sentences are not translated into {code}.")
        translation.save_target(publish=False)
        translation.get_target_instance().get_latest_revision().publish()


@contextmanager
def indexing_postponed() -> Iterator[None]:
    """Search and reference index are rebuilt once at the end, which is several times faster."""
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual


def _enter(source: TranslationSource, locale: Locale, known: Sentences) -> None:
    rows = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        wanted = "slug" if segment.context.path == "slug" else segment.string.data
        if wanted not in known:
            raise MissingSentence(f"{source.object_repr}: “{wanted}” is not translated into {locale.language_code}.")
        rows.append(
            StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=known[wanted],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name="demo",
            )
        )
    StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)


def _as_string(text: str) -> str:
    """As wagtail-localize keeps it: HTML without block tags."""
    return StringValue.from_plaintext(text).data
