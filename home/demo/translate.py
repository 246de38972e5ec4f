"""Enter the demo's translations with wagtail-localize: sentence by sentence, one transaction a page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

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
    return {_as_string(german): _as_string(other)} if isinstance(german, str) else {}


def translate(instance: TranslatableMixin, known: Mapping[str, Sentences]) -> None:
    """Make and publish a page in the languages of `known`; read anew by the caller, because the tree has grown.

    What exists is left alone. A text's rows are there already (`words.py`), so only its sentences are entered. Raises
    MissingSentence, so that no page is shown half in German.
    """
    with transaction.atomic(), indexing_postponed():
        # Whoever translates waits for these rows: two workers never make the same page.
        locales = Locale.objects.select_for_update().filter(language_code__in=known).order_by("pk")
        wanted = {locale.pk: locale for locale in locales}
        there = Translation.objects.filter(source__object_id=instance.translation_key, target_locale__in=wanted)
        for pk in there.values_list("target_locale_id", flat=True):
            del wanted[pk]
        if not wanted:
            return
        source, _ = TranslationSource.update_or_create_from_instance(instance)
        for locale in wanted.values():
            translation = _enter(source, locale, known[locale.language_code])
            if isinstance(instance, Page):
                _publish(translation)


@contextmanager
def indexing_postponed() -> Iterator[None]:
    """Search and reference index are rebuilt once at the end, which is several times faster."""
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual


def _enter(source: TranslationSource, locale: Locale, known: Sentences) -> Translation:
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
    translation = Translation.objects.create(source=source, target_locale=locale)
    total, done = translation.get_progress()
    if total != done:
        raise MissingSentence(f"{source.object_repr}: {total - done} of {total} sentences are missing.")
    return translation


def _publish(translation: Translation) -> None:
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    page.get_latest_revision().publish()
    # The copy had the German slug for a moment, where nobody could have seen it. Wagtail notes that at the commit.
    transaction.on_commit(partial(_forget_address, page.pk))


def _forget_address(page: int) -> None:
    Redirect.objects.filter(redirect_page=page, automatically_created=True).delete()


def _as_string(text: str) -> str:
    """As wagtail-localize keeps it: HTML without block tags."""
    return StringValue.from_plaintext(text).data
